using System.Diagnostics.Metrics;
using System.Globalization;
using BoxBox.PaddockGateway;
using BoxBox.PaddockGateway.Live;
using CsCheck;

namespace BoxBox.Tests.Unit.PaddockGateway;

/// <summary>
/// The fan-out with a small ring against the list of all that was stored: clients come, read now and then, are cut off, and come back with the last id
/// that they saw. Each sees what it asked for, in order, once. A failure prints its seed.
/// </summary>
public sealed class LiveFanOutModelTests : IDisposable
{
    private const int Orders = 3;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private enum Act
    {
        Store,
        StoreUnreadable,
        Come,
        Read,
        Leave,
    }

    [Fact]
    public void Every_client_sees_what_it_asked_for_once_and_in_order_through_cut_offs_and_resumes() =>
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 3], Gen.Int[0, 40]).Array[1, 150].Sample(acts =>
        {
            var world = new World(FanOut());
            foreach (var (act, who, number) in acts)
                world.Do(act, who, number);
            world.Finish();
        });

    public void Dispose() => _services.Dispose();

    private LiveFanOut FanOut() => new(
        Options.Create(new LiveOptions { EventsBehind = 4, Ring = 6 }), new GatewayTelemetry(_services.GetRequiredService<IMeterFactory>()), NullLogger<LiveFanOut>.Instance);

    private static Guid IdOf(int order) => new(order + 1, 0, 0, new byte[8]);

    private sealed class World
    {
        private readonly LiveFanOut _fanOut;
        private readonly List<(ulong Sequence, Guid OrderId)> _stored = [];
        private readonly Person[] _people;
        private ulong _sequence;

        public World(LiveFanOut fanOut)
        {
            _fanOut = fanOut;
            _fanOut.BeginAt(0, 0);

            // Two who see everything, and two who follow one order.
            _people = [new(null), new(null), new(IdOf(0)), new(IdOf(1))];
        }

        public void Do(Act act, int who, int number)
        {
            var person = _people[who];
            if (act is Act.Store or Act.StoreUnreadable)
                Store(IdOf(number % Orders), act is Act.Store);
            else if (act is Act.Come && person.Client is null)
                Come(person, number);
            else if (act is Act.Read && person.Client is not null)
                Read(person);
            else if (act is Act.Leave && person.Client is not null)
                Leave(person);
        }

        /// <summary>Everybody who ever came reads to the end.</summary>
        public void Finish()
        {
            foreach (var person in _people.Where(person => person.From is not null))
            {
                if (person.Client is { IsCutOff: true })
                    Leave(person);
                if (person.Client is null)
                    Come(person, 0);
                for (var reads = 0; reads < 3; reads++)
                    Read(person);
                Assert.Equal(Wanted(person, person.From!.Value), person.Seen);
            }

            Assert.Equal(_people.Count(person => person.Client is not null), _fanOut.ClientCount);
        }

        private void Store(Guid orderId, bool readable)
        {
            var order = Pizza.Order(id: orderId);
            _fanOut.Publish(new StoredStep(++_sequence, readable ? order : null, "test") { Payload = OrderJson.Serialize(order) });
            if (readable)
                _stored.Add((_sequence, orderId));
        }

        /// <summary>For the first time somewhere in the stream, or live; later with the last id that was seen.</summary>
        private void Come(Person person, int number)
        {
            ulong? after = person.From is not null || person.OrderId is not null || number % 2 == 0 ? person.LastId ?? (ulong)number % (_sequence + 1) : null;
            person.From ??= after ?? _sequence;
            person.LastId ??= after;
            person.Client = new LiveClient(new LiveRequest(person.LastId ?? after, person.OrderId), CancellationToken.None);
            Assert.True(_fanOut.TryJoin(person.Client));
            if (person.OrderId is { } orderId && _fanOut.FollowOne(person.Client, orderId) is { } upTo)
                ReadFromStream(person, upTo);
            if (person.LastId is null)
                person.LastId = person.From;
        }

        /// <summary>As a session does.</summary>
        private void Read(Person person)
        {
            if (person.Client!.IsCutOff)
                return;
            var frames = new List<ReadOnlyMemory<byte>>();
            while (!_fanOut.TryTake(person.Client, frames))
                ReadFromStream(person, _fanOut.Position);
            foreach (var frame in frames)
                person.See(ulong.Parse(Encoding.UTF8.GetString(frame.Span).Split('\n')[0][4..], CultureInfo.InvariantCulture));
        }

        private void ReadFromStream(Person person, ulong upTo)
        {
            foreach (var sequence in Wanted(person, person.Client!.Cursor ?? 0).Where(sequence => sequence <= upTo))
                person.See(sequence);
            _fanOut.MoveTo(person.Client, upTo);
        }

        private void Leave(Person person)
        {
            _fanOut.Leave(person.Client!);
            person.Client!.Dispose();
            person.Client = null;
        }

        private IEnumerable<ulong> Wanted(Person person, ulong after) =>
            [.. _stored.Where(stored => stored.Sequence > after && (person.OrderId is null || person.OrderId == stored.OrderId)).Select(stored => stored.Sequence)];
    }

    private sealed class Person(Guid? orderId)
    {
        public Guid? OrderId => orderId;

        public LiveClient? Client { get; set; }

        /// <summary>After which message it began; null: it never came.</summary>
        public ulong? From { get; set; }

        public ulong? LastId { get; set; }

        public List<ulong> Seen { get; } = [];

        public void See(ulong sequence)
        {
            Seen.Add(sequence);
            LastId = sequence;
        }
    }
}
