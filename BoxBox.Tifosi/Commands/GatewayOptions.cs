using System.CommandLine;
using System.CommandLine.Parsing;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Scenarios;
using Microsoft.Extensions.Configuration;

namespace BoxBox.Tifosi.Commands;

/// <summary>What every command takes: where the gateway is, how patient one is, and for whom the output is.</summary>
internal sealed class GatewayOptions
{
    private const string Default = "http://localhost:8080";

    // As Aspire hands it on; a dash and a double underscore make no trouble in configuration.
    private const string FromAspire = "services:paddock-gateway:http:0";

    private readonly Option<Uri?> url = new("--url")
    {
        Description = $"Where the gateway is. Default: what Aspire says (services__paddock-gateway__http__0), or else {Default}.",
        Recursive = true,
        CustomParser = ParseAddress,
    };

    private readonly Option<TimeSpan> timeout = Values.Duration("--timeout", "How long an answer may take before it counts as timed out.", TimeSpan.FromSeconds(60));
    private readonly Option<bool> json = new("--json") { Description = "JSON on the output, for programs.", Recursive = true };

    public void AddTo(Command root)
    {
        timeout.Recursive = true;
        root.Options.Add(url);
        root.Options.Add(timeout);
        root.Options.Add(json);
    }

    public bool IsJson(ParseResult arguments) => arguments.GetValue(json);

    public GatewayClient Client(ParseResult arguments, IConfiguration configuration) =>
        new(arguments.GetValue(url) ?? new Uri(configuration[FromAspire] is { Length: > 0 } address ? address : Default), arguments.GetValue(timeout));

    private static Uri? ParseAddress(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        argument.AddError($"--url must be an absolute http or https address; it is '{text}'.");
        return null;
    }
}
