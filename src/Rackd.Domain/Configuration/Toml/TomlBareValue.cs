namespace Rackd.Domain.Configuration.Toml;

/// <summary>Values written without quotes and brackets: booleans, numbers, dates and times.</summary>
internal static class TomlBareValue
{
    private const string NeedsQuotes = "a bare value is not allowed here: put it in quotes";

    /// <summary>Reads the value; null with the problem when the text is none. The problem does not repeat the text,
    /// which may be a secret whose quotes were forgotten.</summary>
    public static TomlValue? Read(ReadOnlySpan<char> token, TomlSpan span, out string problem)
    {
        if (token is "true" or "false")
        {
            problem = string.Empty;
            return new TomlBoolean(token is "true", span);
        }

        string? fault;
        TomlValue? value = TomlDateSyntax.LooksLikeOne(token)
            ? TomlDateSyntax.Read(token, span, out fault)
            : TomlNumberSyntax.Read(token, span, out fault);
        problem = fault ?? Advice(token);
        return value;
    }

    private static string Advice(ReadOnlySpan<char> token)
    {
        const int LongestWord = 8;
        Span<char> lower = stackalloc char[LongestWord];
        if (token.Length > LongestWord || token.ToLowerInvariant(lower) < 0)
        {
            return NeedsQuotes;
        }

        return lower[..token.Length] switch
        {
            "true" or "false" or "yes" or "no" or "on" or "off" =>
                 "a boolean is written true or false, in lower case; put other text in quotes",
            "null" or "nil" or "none" => "TOML has no null: leave the key out, or put the text in quotes",
            "inf" or "nan" or "+inf" or "-inf" or "infinity" => "infinity is written inf, and not-a-number nan",
            _ => NeedsQuotes,
        };
    }
}
