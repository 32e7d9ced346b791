using Rackd.Wire.Binary;

namespace Rackd.Wire.Dhcp4;

/// <summary>
/// The options of a received message: the options field, then <c>file</c> and <c>sname</c> where option 52 says that they
/// hold options too (RFC 2131 §4.1). Options that come in several parts are joined (RFC 3396).
/// </summary>
public readonly ref struct Dhcp4Options
{
    private readonly ReadOnlySpan<byte> _options;
    private readonly ReadOnlySpan<byte> _file;
    private readonly ReadOnlySpan<byte> _serverName;

    /// <summary>Lays the view over the three fields; a field that holds no options is empty.</summary>
    public Dhcp4Options(ReadOnlySpan<byte> options, ReadOnlySpan<byte> file, ReadOnlySpan<byte> serverName)
    {
        _options = options;
        _file = file;
        _serverName = serverName;
    }

    /// <summary>
    /// Checks that every option lies within its field. A missing end marker is no error, nor is an option of no listed
    /// code that overruns the field: nobody would read it, and clients that send such a thing are answered elsewhere.
    /// </summary>
    public static WireError Check(ReadOnlySpan<byte> field)
    {
        Cursor cursor = new(field);
        while (cursor.MoveNext())
        {
        }

        return Enum.IsDefined(cursor.Code) ? cursor.Error : WireError.None;
    }

    /// <summary>Whether the option is present, also when it is empty.</summary>
    public bool Contains(Dhcp4OptionCode code) => TryFindFirst(code, out _);

    /// <summary>The option's value, empty when it is absent; of an option in several parts the first only.</summary>
    public ReadOnlySpan<byte> First(Dhcp4OptionCode code)
    {
        TryFindFirst(code, out ReadOnlySpan<byte> value);
        return value;
    }

    /// <summary>The option's value with all its parts joined; empty when it is absent.</summary>
    /// <param name="code">The option.</param>
    /// <param name="scratch">Room for the parts; what does not fit is left out. Unused when there is one part.</param>
    public ReadOnlySpan<byte> Joined(Dhcp4OptionCode code, Span<byte> scratch)
    {
        ReadOnlySpan<byte> only = [];
        int parts = 0;
        int length = 0;
        Join(_options, code, scratch, ref only, ref parts, ref length);
        Join(_file, code, scratch, ref only, ref parts, ref length);
        Join(_serverName, code, scratch, ref only, ref parts, ref length);
        return parts == 1 ? only : scratch[..length];
    }

    private static void Join(
        ReadOnlySpan<byte> field,
        Dhcp4OptionCode code,
        Span<byte> scratch,
        ref ReadOnlySpan<byte> only,
        ref int parts,
        ref int length)
    {
        Cursor cursor = new(field);
        while (cursor.MoveNext())
        {
            if (cursor.Code == code)
            {
                only = cursor.Value;
                parts++;
                int fits = Math.Min(only.Length, scratch.Length - length);
                only[..fits].CopyTo(scratch[length..]);
                length += fits;
            }
        }
    }

    private bool TryFindFirst(Dhcp4OptionCode code, out ReadOnlySpan<byte> value) =>
        TryFindFirst(_options, code, out value)
        || TryFindFirst(_file, code, out value)
        || TryFindFirst(_serverName, code, out value);

    private static bool TryFindFirst(ReadOnlySpan<byte> field, Dhcp4OptionCode code, out ReadOnlySpan<byte> value)
    {
        Cursor cursor = new(field);
        while (cursor.MoveNext())
        {
            if (cursor.Code == code)
            {
                value = cursor.Value;
                return true;
            }
        }

        value = [];
        return false;
    }

    private ref struct Cursor(ReadOnlySpan<byte> field)
    {
        private WireReader _reader = new(field);

        public Dhcp4OptionCode Code { get; private set; }

        public ReadOnlySpan<byte> Value { get; private set; }

        public readonly WireError Error => _reader.Error;

        public bool MoveNext()
        {
            do
            {
                if (_reader.Remaining == 0)
                {
                    return false;
                }

                Code = (Dhcp4OptionCode)_reader.U8();
            }
            while (Code == Dhcp4OptionCode.Pad);

            if (Code == Dhcp4OptionCode.End)
            {
                return false;
            }

            Value = _reader.Bytes(_reader.U8());
            return _reader.Error == WireError.None;
        }
    }
}
