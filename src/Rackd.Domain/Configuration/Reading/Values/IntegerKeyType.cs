using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rackd.Domain.Configuration.Toml;

namespace Rackd.Domain.Configuration.Reading.Values;

/// <summary>A whole number within bounds.</summary>
internal sealed class IntegerKeyType(string what, int least, int most) : KeyType<int>
{
    public override string Word => string.Create(CultureInfo.InvariantCulture, $"integer, {least} to {most}");

    public override string Expected => what;

    public override bool TryRead(TomlValue value, KeySite site, [MaybeNullWhen(false)] out int result)
    {
        result = 0;
        if (value is not TomlInteger number)
        {
            bool isNumber = int.TryParse(
                (value as TomlString)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int meant);
            site.WrongType(value, what, isNumber ? Write(meant) : null);
            return false;
        }

        if (number.Value < least || number.Value > most)
        {
            FormattableString message = $"{number.Value} is not between {least} and {most}";
            site.Report(ConfigErrorCode.OutOfBounds, value.Span, FormattableString.Invariant(message));
            return false;
        }

        result = (int)number.Value;
        return true;
    }

    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}
