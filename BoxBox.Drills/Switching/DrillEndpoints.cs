using System.Text.Json;
using System.Text.Json.Serialization;
using BoxBox.Drills.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BoxBox.Drills.Switching;

/// <summary>The drills of one process over HTTP: look at them, replace them, end them. Every call shows the key.</summary>
internal static class DrillEndpoints
{
    private const int MostBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var drills = endpoints.MapGroup("/drills").AddEndpointFilter<DrillKeyFilter>().ExcludeFromDescription();
        drills.MapGet("", (DrillBoard board) => Report(board));
        drills.MapPut("", PutAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        drills.MapDelete("", (DrillBoard board) => Set(board, DrillPlan.Nothing));
    }

    private static async Task<IResult> PutAsync(HttpRequest request, DrillBoard board)
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<DrillSettings>(request.Body, Json, request.HttpContext.RequestAborted);
            var (plan, errors) = DrillRules.Read(asked ?? throw new JsonException("The body is JSON null."), board.Configured);
            return errors.Count == 0 ? Set(board, plan) : TypedResults.ValidationProblem(errors);
        }
        catch (JsonException error)
        {
            return TypedResults.Problem($"The body is not the JSON of drills, at {error.Path ?? "its start"}: {error.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static JsonHttpResult<DrillReport> Set(DrillBoard board, DrillPlan plan)
    {
        board.Set(plan);
        return Report(board);
    }

    private static JsonHttpResult<DrillReport> Report(DrillBoard board) => TypedResults.Json(DrillReport.Of(board), Json);
}
