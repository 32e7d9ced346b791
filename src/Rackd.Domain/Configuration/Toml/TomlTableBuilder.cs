namespace Rackd.Domain.Configuration.Toml;

/// <summary>Grows the tree of tables and keeps TOML's rule that nothing is defined twice.</summary>
internal sealed class TomlTableBuilder(TomlErrorLog log)
{
    public TomlTable Root { get; } = new(TomlTableOrigin.Root, TomlSpan.Start);

    /// <summary>A table that belongs to no document, for the keys below a header that was refused.</summary>
    public static TomlTable Detached() => new(TomlTableOrigin.Header, TomlSpan.Start);

    /// <summary>Opens the table of a <c>[header]</c>; null, and reported, when it may not be opened.</summary>
    public TomlTable? OpenTable(IReadOnlyList<TomlKeyPart> path, TomlSpan header)
    {
        if (WalkHeader(path) is not TomlTable parent)
        {
            return null;
        }

        TomlKeyPart last = path[^1];
        switch (parent.Find(last.Name)?.Value)
        {
            case null:
                TomlTable opened = new(TomlTableOrigin.Header, header);
                parent.Add(new TomlEntry(last.Name, last.Span, opened));
                return opened;
            case TomlTable { Origin: TomlTableOrigin.Implied } implied:
                implied.DefineBy(TomlTableOrigin.Header, header);
                return implied;
            case TomlValue known:
                log.Report(header, WhyNotOpened(path, known));
                return null;
        }
    }

    /// <summary>Adds an element for a <c>[[header]]</c>; null, and reported, when it may not.</summary>
    public TomlTable? OpenElement(IReadOnlyList<TomlKeyPart> path, TomlSpan header)
    {
        if (WalkHeader(path) is not TomlTable parent)
        {
            return null;
        }

        TomlKeyPart last = path[^1];
        TomlEntry? known = parent.Find(last.Name);
        if (known is null)
        {
            known = new TomlEntry(last.Name, last.Span, new TomlArray(header, ofTables: true));
            parent.Add(known);
        }

        if (known.Value is not TomlArray { IsTableArray: true } array)
        {
            string name = TomlKeyPart.Show(path);
            log.Report(
                header,
                $"[[{name}]] cannot add to \"{name}\", "
                    + $"which is {Describe(known.Value)} since line {known.Value.Span.Line}");
            return null;
        }

        TomlTable element = new(TomlTableOrigin.Header, header);
        array.Add(element);
        return element;
    }

    /// <summary>Sets a key, dotted or not, in a table. A conflict is reported and the value dropped.</summary>
    public void Set(TomlTable table, IReadOnlyList<TomlKeyPart> path, TomlValue value)
    {
        for (int index = 0; index < path.Count - 1; index++)
        {
            if (StepInto(table, path, index) is not TomlTable next)
            {
                return;
            }

            table = next;
        }

        TomlKeyPart last = path[^1];
        if (table.Find(last.Name) is TomlEntry known)
        {
            log.Report(
                last.Span, $"duplicate key \"{TomlKeyPart.Show(path)}\": first set on line {known.KeySpan.Line}");
            return;
        }

        table.Add(new TomlEntry(last.Name, last.Span, value));
    }

    private TomlTable? StepInto(TomlTable table, IReadOnlyList<TomlKeyPart> path, int index)
    {
        TomlKeyPart part = path[index];
        switch (table.Find(part.Name)?.Value)
        {
            case null:
                TomlTable made = new(TomlTableOrigin.DottedKey, part.Span);
                table.Add(new TomlEntry(part.Name, part.Span, made));
                return made;
            case TomlTable { Origin: TomlTableOrigin.DottedKey } open:
                return open;
            case TomlTable { Origin: TomlTableOrigin.Implied } implied:
                implied.DefineBy(TomlTableOrigin.DottedKey, part.Span);
                return implied;
            case TomlValue known:
                ReportClosed(path, index, known, "dotted keys");
                return null;
        }
    }

    /// <summary>The table that holds the last part of a header's path.</summary>
    private TomlTable? WalkHeader(IReadOnlyList<TomlKeyPart> path)
    {
        TomlTable table = Root;
        for (int index = 0; index < path.Count - 1; index++)
        {
            TomlKeyPart part = path[index];
            switch (table.Find(part.Name)?.Value)
            {
                case null:
                    TomlTable implied = new(TomlTableOrigin.Implied, part.Span);
                    table.Add(new TomlEntry(part.Name, part.Span, implied));
                    table = implied;
                    break;
                case TomlTable { Origin: not TomlTableOrigin.Inline } open:
                    table = open;
                    break;
                case TomlArray { IsTableArray: true, Items: [.., TomlTable last] }:
                    table = last;
                    break;
                case TomlValue known:
                    ReportClosed(path, index, known, "a header");
                    return null;
            }
        }

        return table;
    }

    private void ReportClosed(IReadOnlyList<TomlKeyPart> path, int index, TomlValue known, string by)
    {
        string name = TomlKeyPart.Show(path, index + 1);
        log.Report(
            path[index].Span,
            $"\"{name}\" is {Describe(known)} since line {known.Span.Line}; {by} cannot add keys to it");
    }

    private static string WhyNotOpened(IReadOnlyList<TomlKeyPart> path, TomlValue known)
    {
        string name = TomlKeyPart.Show(path);
        int line = known.Span.Line;
        return known switch
        {
            TomlTable { Origin: TomlTableOrigin.Header } => $"table [{name}] is defined twice; first on line {line}",
            TomlTable { Origin: TomlTableOrigin.DottedKey } =>
                $"table [{name}] is already defined by dotted keys on line {line}",
            TomlArray { IsTableArray: true } =>
                $"[{name}] is an array of tables since line {line}: write [[{name}]] to add an element",
            _ => $"[{name}] cannot be a table: \"{name}\" is {Describe(known)} since line {line}",
        };
    }

    private static string Describe(TomlValue value) => value switch
    {
        TomlTable { Origin: TomlTableOrigin.Inline } => "a complete inline table",
        TomlTable { Origin: TomlTableOrigin.Header } => "a table with its own header",
        TomlArray { IsTableArray: true } => "an array of tables",
        _ => value.Kind,
    };
}
