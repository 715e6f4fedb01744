using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>Fills in the parts of an operation; asks for a part that is not there in vain, so that a description never breaks the document.</summary>
internal static class OperationExtensions
{
    public static void TakesHeader(this OpenApiOperation operation, string name, string description, OpenApiSchema schema) =>
        operation.Takes(ParameterLocation.Header, name, description, schema);

    public static void TakesQuery(this OpenApiOperation operation, string name, string description, OpenApiSchema schema) =>
        operation.Takes(ParameterLocation.Query, name, description, schema);

    public static void ParameterSchema(this OpenApiOperation operation, string name, string description, OpenApiSchema schema)
    {
        if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == name) is OpenApiParameter parameter)
            (parameter.Description, parameter.Schema) = (description, schema);
    }

    public static void RequestExample(this OpenApiOperation operation, JsonNode example) => SetExample(operation.RequestBody?.Content, example);

    public static void ResponseExample(this OpenApiOperation operation, string status, JsonNode example) =>
        SetExample(operation.Response(status)?.Content, example);

    public static void Describe(this OpenApiOperation operation, string status, string description)
    {
        if (operation.Response(status) is { } response)
            response.Description = description;
    }

    public static void ResponseHeader(this OpenApiOperation operation, string status, string name, string description)
    {
        if (operation.Response(status) is not { } response)
            return;

        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    private static void Takes(this OpenApiOperation operation, ParameterLocation where, string name, string description, OpenApiSchema schema)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter { In = where, Name = name, Description = description, Schema = schema });
    }

    private static OpenApiResponse? Response(this OpenApiOperation operation, string status) =>
        operation.Responses?.GetValueOrDefault(status) as OpenApiResponse;

    private static void SetExample(IDictionary<string, OpenApiMediaType>? content, JsonNode example)
    {
        foreach (var type in content?.Values ?? [])
            type.Example = example.DeepClone();
    }
}
