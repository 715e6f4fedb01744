namespace Grpc.Core;

/// <summary>Names the method that binds a service: <c>BindService(ServiceBinderBase, TService)</c> of the type.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    public Type BindType { get; } = bindType;

    public string BindMethodName { get; } = bindMethodName;
}
