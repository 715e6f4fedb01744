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

    private readonly Option<Uri?> _url = new("--url")
    {
        Description = $"Where the gateway is. Default: what Aspire says (services__paddock-gateway__http__0), or else {Default}.",
        Recursive = true,
        CustomParser = ParseAddress,
    };

    private readonly Option<TimeSpan> _timeout = Values.Duration("--timeout", "How long an answer may take before it counts as timed out.", TimeSpan.FromSeconds(60));
    private readonly Option<bool> _json = new("--json") { Description = "JSON on the output, for programs.", Recursive = true };

    public void AddTo(Command root)
    {
        _timeout.Recursive = true;
        root.Options.Add(_url);
        root.Options.Add(_timeout);
        root.Options.Add(_json);
    }

    public bool IsJson(ParseResult arguments) => arguments.GetValue(_json);

    public GatewayClient Client(ParseResult arguments, IConfiguration configuration) =>
        new(arguments.GetValue(_url) ?? new Uri(configuration[FromAspire] is { Length: > 0 } address ? address : Default), arguments.GetValue(_timeout));

    private static Uri? ParseAddress(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        argument.AddError($"--url must be an absolute http or https address; it is '{text}'.");
        return null;
    }
}
