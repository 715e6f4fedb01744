using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Pages;
using Aspire.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>Start, stop, restart, and the commands that the AppHost gave its resources. <see cref="Security.Guard"/> has made sure who asks.</summary>
internal static class CommandEndpoints
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static void MapCommands(this IEndpointRouteBuilder routes, ResourceBoard board, ResourceCommandService commands, Ring<Notice> notices, TimeProvider time) =>
        routes.MapPost("/commands", async context =>
        {
            if (!context.Request.HasFormContentType)
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return;
            }

            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (Command(board, form) is not { } command)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                await context.Response.WriteAsync("There is no such command for this resource now.", context.RequestAborted);
                return;
            }

            var resource = form["resource"].ToString();
            var notice = await ExecuteAsync(commands, resource, command, time, context.RequestAborted);
            long number = 0;
            notices.Add([notice], (added, next) => added with { Number = number = next });
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = Url.Of("/", ("resource", form["details"]), ("notice", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        });

    private static ResourceCommandSnapshot? Command(ResourceBoard board, IFormCollection form) =>
        board.Find(form["resource"].ToString())?.Snapshot.Commands.FirstOrDefault(command => command.Name == form["command"].ToString() && command.State == ResourceCommandState.Enabled);

    private static async Task<Notice> ExecuteAsync(ResourceCommandService commands, string resource, ResourceCommandSnapshot command, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var result = await commands.ExecuteCommandAsync(resource, command.Name, either.Token);
        return result switch
        {
            { Success: true } => new Notice(0, false, $"{command.DisplayName}: {resource} did it."),
            { Canceled: true } => new Notice(0, true, $"{command.DisplayName}: {resource} was not done in time, or was canceled."),
            _ => new Notice(0, true, $"{command.DisplayName}: {resource} failed. {result.ErrorMessage}"),
        };
    }
}
