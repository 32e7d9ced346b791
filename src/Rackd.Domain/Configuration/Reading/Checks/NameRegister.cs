namespace Rackd.Domain.Configuration.Reading.Checks;

/// <summary>Who had a name, address or identity first.</summary>
/// <param name="log">Where errors go.</param>
/// <param name="code">The code of the error about the second.</param>
/// <param name="comparer">Which names are the same.</param>
internal sealed class NameRegister<T>(ConfigErrorLog log, string code, IEqualityComparer<T>? comparer = null)
    where T : notnull
{
    private readonly Dictionary<T, (ConfigPlace Place, string Holder)> _first = new(comparer);

    /// <summary>Enters a name; reports it when it was there before.</summary>
    /// <param name="name">The name.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="key">The key that holds it.</param>
    /// <param name="holder">What has it, for the note about the first.</param>
    /// <param name="message">The error about the second.</param>
    public void Enter(T name, ConfigPlace place, string key, string holder, Func<string, string> message)
    {
        if (!_first.TryAdd(name, (place, holder)))
        {
            (ConfigPlace before, string owner) = _first[name];
            log.Error(code, place, key, message(owner), seeAlso: new ConfigNote(before, $"{owner} here"));
        }
    }
}
