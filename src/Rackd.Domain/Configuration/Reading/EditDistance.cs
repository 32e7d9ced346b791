namespace Rackd.Domain.Configuration.Reading;

/// <summary>Finds the name that a person probably meant.</summary>
internal static class EditDistance
{
    private const int LongestName = 64;

    /// <summary>
    /// The nearest of <paramref name="candidates"/>, null when none is near: two edits, or a third of the length.
    /// </summary>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > LongestName)
        {
            return null;
        }

        string? best = null;
        int bestDistance = int.MaxValue;
        string plain = Plain(written);
        foreach (string candidate in candidates)
        {
            int allowed = Math.Min(Math.Max(2, Math.Max(written.Length, candidate.Length) / 3), candidate.Length - 1);
            if (candidate.Length > LongestName || Math.Abs(candidate.Length - written.Length) > Math.Max(allowed, 2))
            {
                continue;
            }

            int distance = string.Equals(plain, Plain(candidate), StringComparison.Ordinal)
                ? 0
                : Between(written, candidate);
            if ((distance == 0 || distance <= allowed) && distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other, no stretch
    /// edited twice (Damerau-Levenshtein, optimal string alignment).
    /// </summary>
    public static int Between(string from, string to)
    {
        int[] twoAbove = new int[to.Length + 1];
        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        int[] row = new int[to.Length + 1];
        for (int i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
                }
            }

            (twoAbove, above, row) = (above, row, twoAbove);
        }

        return above[to.Length];
    }

    // "lease-time" and "leaseTime" are the other spellings of lease_time that people bring along.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
