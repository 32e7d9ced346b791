using System.Diagnostics.CodeAnalysis;
using Rackd.Domain.Configuration.Toml;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>Architectures by the names of <see cref="ArchitectureNames"/>.</summary>
internal static class ArchitectureKeyTypes
{
    private static readonly TextKeyType<ClientArchitecture> _one = new(
        "architecture", "an architecture such as \"uefi-x64\"", Parse, ArchitectureNames.Of);

    public static KeyType<IReadOnlyList<ClientArchitecture>> Architectures { get; } =
        new ListKeyType<ClientArchitecture>(
        "array of architectures", "an architecture such as \"uefi-x64\" or an array of them", _one, takesOne: true);

    public static KeyType<IReadOnlyDictionary<ClientArchitecture, string>> Loaders { get; } = new LoadersKeyType();

    private static Parsed<ClientArchitecture> Parse(string text) =>
        ArchitectureNames.TryParse(text, out ClientArchitecture architecture)
        ? Parsed.Good(architecture)
        : Parsed.Bad<ClientArchitecture>(
            $"{Parsed.Quote(text)} is no architecture; known are {string.Join(", ", ArchitectureNames.All)}",
            EditDistance.Nearest(text, ArchitectureNames.All));

    private sealed class LoadersKeyType : KeyType<IReadOnlyDictionary<ClientArchitecture, string>>
    {
        public override string Word => "table of files below the root by architecture";

        public override string Expected => "a table such as { uefi-x64 = \"grubx64.efi\" }";

        public override bool TryRead(
            TomlValue value,
            KeySite site,
            [MaybeNullWhen(false)] out IReadOnlyDictionary<ClientArchitecture, string> result)
        {
            result = null;
            if (value is not TomlTable table)
            {
                site.WrongType(value, Expected);
                return false;
            }

            Dictionary<ClientArchitecture, string> loaders = [];
            bool allGood = true;
            foreach (TomlEntry entry in table.Entries)
            {
                allGood &= TryAdd(entry, site with { Table = site.Key, Name = entry.Key }, loaders);
            }

            result = allGood ? loaders : null;
            return allGood;
        }

        public override string Write(IReadOnlyDictionary<ClientArchitecture, string> value) => value.Count == 0
            ? "{}"
            : $"{{ {string.Join(", ", value.Select(Pair))} }}";

        private static string Pair(KeyValuePair<ClientArchitecture, string> loader) =>
            $"{ArchitectureNames.Of(loader.Key)} = {TomlText.Quote(loader.Value)}";

        private static bool TryAdd(TomlEntry entry, KeySite site, Dictionary<ClientArchitecture, string> loaders)
        {
            Parsed<ClientArchitecture> architecture = Parse(entry.Key);
            if (!architecture.IsGood)
            {
                site.Report(ConfigErrorCode.UnknownKey, entry.KeySpan, architecture.Message, architecture.Suggestion);
            }

            bool isFile = KeyTypes.BootFile.TryRead(entry.Value, site, out string? file);
            if (!architecture.IsGood || !isFile)
            {
                return false;
            }

            if (loaders.TryAdd(architecture.Value, file!))
            {
                return true;
            }

            string name = ArchitectureNames.Of(architecture.Value);
            site.Report(ConfigErrorCode.DuplicateName, entry.KeySpan, $"this is {name}, which has a loader already");
            return false;
        }
    }
}
