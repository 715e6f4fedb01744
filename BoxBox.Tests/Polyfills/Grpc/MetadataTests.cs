using Grpc.Core;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>What metadata takes.</summary>
public sealed class MetadataTests
{
    [Fact]
    public void Keys_are_lower_case_and_found_in_any()
    {
        var metadata = new Metadata { { "X-Order", "1" }, { "x-order", "2" } };

        Assert.All(metadata, entry => Assert.Equal("x-order", entry.Key));
        Assert.Equal("2", metadata.GetValue("X-ORDER"));
        Assert.Equal(["1", "2"], metadata.GetAll("x-order").Select(entry => entry.Value));
        Assert.Null(metadata.GetValue("x-other"));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("päonie")]
    [InlineData("colon:")]
    public void Other_characters_are_refused(string key)
    {
        Assert.Throws<ArgumentException>(() => new Metadata { { key, "value" } });
    }

    [Fact]
    public void Text_and_bytes_have_their_own_keys()
    {
        Assert.Throws<ArgumentException>(() => new Metadata { { "x-data-bin", "text" } });
        Assert.Throws<ArgumentException>(() => new Metadata { { "x-data", new byte[1] } });
    }

    [Fact]
    public void Bytes_are_copied_in_and_out()
    {
        byte[] bytes = [1, 2];
        var entry = new Metadata.Entry("x-data-bin", bytes);

        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
    }

    [Fact]
    public void The_empty_metadata_stays_empty()
    {
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("x-order", "1"));
    }
}
