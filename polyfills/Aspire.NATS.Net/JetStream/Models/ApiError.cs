using System.Text.Json.Serialization;

namespace NATS.Client.JetStream.Models;

/// <summary>Why the JetStream API refused a request. <see cref="Code"/> follows HTTP; <see cref="ErrCode"/> is the server's own, see its errors.json.</summary>
public record ApiError
{
    [JsonPropertyName("code")]
    public int Code { get; set; }

    [JsonPropertyName("description"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Description { get; set; }

    [JsonPropertyName("err_code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ErrCode { get; set; }
}
