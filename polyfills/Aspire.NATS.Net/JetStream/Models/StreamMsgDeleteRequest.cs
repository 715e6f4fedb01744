using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Request to <c>STREAM.MSG.DELETE</c>.</summary>
public record StreamMsgDeleteRequest
{
    [JsonPropertyName("seq")]
    public ulong Seq { get; set; }

    [JsonPropertyName("no_erase"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoErase { get; set; }
}
