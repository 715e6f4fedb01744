using BoxBox.Protos.Fornaio;
using BoxBox.Protos.Maestro;
using BoxBox.Protos.Panettiere;
using Google.Protobuf.Reflection;

namespace BoxBox.Tests.Unit.Protos;

/// <summary>What clients were built against: names and numbers of the contracts, frozen here. What is added to a contract is added here; nothing else changes.</summary>
public sealed class WireContractTests
{
    [Fact]
    public void The_Maestros_contract_is_the_originals() => Assert.Equal(
        """
        service maestro.v1.MaestroService
          SayHello maestro.v1.HelloRequest maestro.v1.HelloReply
        message maestro.v1.HelloRequest
          1 name String
        message maestro.v1.HelloReply
          1 message String

        """,
        Describe(MaestroService.Descriptor.File));

    [Fact]
    public void The_Panettieres_contract_is_the_originals() => Assert.Equal(
        """
        service panettiere.v1.PanettiereService
          MakeDough panettiere.v1.DoughRequest panettiere.v1.DoughResponse
          Status google.protobuf.Empty panettiere.v1.StatusResponse
        enum panettiere.v1.BorderKind NoBorder 0, CreamCheese 1, Cheddar 2, Chocolate 3
        enum panettiere.v1.PizzaSize Small 0, Medium 1, Large 2
        message panettiere.v1.DoughRequest
          1 order_id String
          2 border panettiere.v1.BorderKind
          3 size panettiere.v1.PizzaSize
        message panettiere.v1.DoughResponse
          1 content String
        message panettiere.v1.StatusResponse
          1 status String

        """,
        Describe(PanettiereService.Descriptor.File));

    [Fact]
    public void The_Fornaios_contract_stays_as_it_is() => Assert.Equal(
        """
        service fornaio.v1.FornaioService
          Bake fornaio.v1.BakeRequest fornaio.v1.BakeResponse
          Status google.protobuf.Empty fornaio.v1.StatusResponse
        enum fornaio.v1.PizzaSize Small 0, Medium 1, Large 2
        message fornaio.v1.BakeRequest
          1 order_id String
          2 size fornaio.v1.PizzaSize
          3 repeated toppings String
        message fornaio.v1.BakeResponse
          1 content String
        message fornaio.v1.StatusResponse
          1 status String

        """,
        Describe(FornaioService.Descriptor.File));

    private static string Describe(FileDescriptor file)
    {
        var text = new StringBuilder();
        foreach (var service in file.Services)
        {
            text.Append("service ").Append(service.FullName).Append('\n');
            foreach (var method in service.Methods)
                text.Append("  ").Append(method.Name).Append(' ').Append(method.InputType.FullName).Append(' ').Append(method.OutputType.FullName).Append('\n');
        }

        foreach (var kind in file.EnumTypes)
            text.Append("enum ").Append(kind.FullName).Append(' ').AppendJoin(", ", kind.Values.Select(value => $"{value.Name} {value.Number}")).Append('\n');
        foreach (var message in file.MessageTypes)
        {
            text.Append("message ").Append(message.FullName).Append('\n');
            foreach (var field in message.Fields.InFieldNumberOrder())
                text.Append("  ").Append(field.FieldNumber).Append(field.IsRepeated ? " repeated " : " ").Append(field.Name).Append(' ').Append(TypeOf(field)).Append('\n');
        }

        return text.ToString();
    }

    private static string TypeOf(FieldDescriptor field) => field.FieldType is FieldType.Enum ? field.EnumType.FullName : field.FieldType.ToString();
}
