namespace Rackd.Domain.Configuration.Toml;

/// <summary>What brought a table into being, which decides what may still be added to it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>The document itself.</summary>
    Root,

    /// <summary>Named on the way to another by a header; may still get its own header.</summary>
    Implied,

    /// <summary>Has its own <c>[header]</c> or is an element of a <c>[[header]]</c>.</summary>
    Header,

    /// <summary>Named by a dotted key; open to further dotted keys, closed to a header of its own.</summary>
    DottedKey,

    /// <summary>Written in braces; complete and closed.</summary>
    Inline,
}
