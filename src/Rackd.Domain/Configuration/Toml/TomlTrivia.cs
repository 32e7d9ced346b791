namespace Rackd.Domain.Configuration.Toml;

/// <summary>What stands between the statements and values: blanks, line breaks, comments.</summary>
internal sealed class TomlTrivia(TomlReader reader, TomlErrorLog log)
{
    /// <summary>Skips blanks, comments and line breaks. True when a line break was among them.</summary>
    public bool SkipLines()
    {
        bool anyBreak = false;
        while (true)
        {
            SkipToLineEnd();
            if (!reader.AtLineBreak)
            {
                return anyBreak;
            }

            reader.TakeLineBreak();
            anyBreak = true;
        }
    }

    /// <summary>Skips blanks and, when one follows, the comment to the end of the line.</summary>
    public void SkipToLineEnd()
    {
        reader.SkipBlank();
        if (reader.Peek != '#')
        {
            return;
        }

        bool reported = false;
        while (!reader.AtEnd && !reader.AtLineBreak)
        {
            if (!reported && reader.AtForbidden())
            {
                log.Report(reader.SpanOfNext(), $"{reader.NameOfNext()} is not allowed in a comment");
                reported = true;
            }

            reader.Advance();
        }
    }
}
