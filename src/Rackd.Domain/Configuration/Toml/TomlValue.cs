namespace Rackd.Domain.Configuration.Toml;

/// <summary>A value: one of the eight in this file, <see cref="TomlArray"/> or <see cref="TomlTable"/>.</summary>
public abstract class TomlValue
{
    private protected TomlValue(TomlSpan span) => Span = span;

    /// <summary>Where the value stands. For a table with a header: the header; for one that a key implies: that part of
    /// the key.</summary>
    public TomlSpan Span { get; private protected set; }

    /// <summary>What the value is, with its article, for messages: "a string", "an integer".</summary>
    public abstract string Kind { get; }
}

/// <summary>A string of any of the four notations, escapes resolved, line breaks in it as a line feed.</summary>
public sealed class TomlString(string value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The text; never holds half a surrogate pair.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "a string";
}

/// <summary>A whole number in any base.</summary>
public sealed class TomlInteger(long value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The number.</summary>
    public long Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "an integer";
}

/// <summary>A floating point number; infinities and not-a-number included.</summary>
public sealed class TomlFloat(double value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The number as IEEE 754 binary64.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "a float";
}

/// <summary>true or false.</summary>
public sealed class TomlBoolean(bool value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The truth value.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "a boolean";
}

/// <summary>An instant with its offset from UTC (RFC 3339). Digits below 100 ns are cut off.</summary>
public sealed class TomlOffsetDateTime(DateTimeOffset value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The instant; offset within 14 hours.</summary>
    public DateTimeOffset Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "an offset date-time";
}

/// <summary>A date and time of day without offset. Digits below 100 ns are cut off.</summary>
public sealed class TomlLocalDateTime(DateTime value, TomlSpan span) : TomlValue(span)
{
    /// <summary>Date and time, of kind <see cref="DateTimeKind.Unspecified"/>.</summary>
    public DateTime Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "a local date-time";
}

/// <summary>A date without time of day and offset.</summary>
public sealed class TomlLocalDate(DateOnly value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The day.</summary>
    public DateOnly Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "a local date";
}

/// <summary>A time of day without date and offset. Digits below 100 ns are cut off.</summary>
public sealed class TomlLocalTime(TimeOnly value, TomlSpan span) : TomlValue(span)
{
    /// <summary>The time of day.</summary>
    public TimeOnly Value { get; } = value;

    /// <inheritdoc/>
    public override string Kind => "a local time";
}
