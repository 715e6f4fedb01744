using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

internal static partial class DashboardLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Now listening on: {Address}")]
    public static partial void Listening(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Login to the dashboard at {Address}/login?t={Token}")]
    public static partial void Login(ILogger logger, string address, string token);

    [LoggerMessage(Level = LogLevel.Information, Message = "OTLP/gRPC listening on: {Address}")]
    public static partial void OtlpGrpcListening(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "OTLP/HTTP listening on: {Address}")]
    public static partial void OtlpHttpListening(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "There is no dashboard: ASPNETCORE_URLS, which the launch profile's applicationUrl sets, gives no address.")]
    public static partial void NoAddress(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Anyone on this machine may see the dashboard and send to it: ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS is true.")]
    public static partial void Anonymous(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The dashboard lost track of the resources and begins again.")]
    public static partial void FollowingFailed(ILogger logger, Exception error);
}
