using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Rackd.Wire.Addresses;

namespace Rackd.Wire.Dhcp4;

/// <summary>Options of a message to be sent, in the order in which they are added.</summary>
public sealed class Dhcp4OptionList
{
    private const int LongestPart = byte.MaxValue;

    private readonly ArrayBufferWriter<byte> _octets = new(initialCapacity: 256);

    /// <summary>The options as they go onto the wire, without the end marker.</summary>
    public ReadOnlySpan<byte> Octets => _octets.WrittenSpan;

    /// <summary>Adds an option; a value beyond 255 octets goes in several parts (RFC 3396).</summary>
    public void Add(Dhcp4OptionCode code, ReadOnlySpan<byte> value)
    {
        do
        {
            ReadOnlySpan<byte> part = value[..Math.Min(value.Length, LongestPart)];
            Span<byte> destination = _octets.GetSpan(2 + part.Length);
            destination[0] = (byte)code;
            destination[1] = (byte)part.Length;
            part.CopyTo(destination[2..]);
            _octets.Advance(2 + part.Length);
            value = value[part.Length..];
        }
        while (!value.IsEmpty);
    }

    /// <summary>Adds all options of another list behind those that are here.</summary>
    /// <returns>This list.</returns>
    public Dhcp4OptionList Append(Dhcp4OptionList others)
    {
        _octets.Write(others.Octets);
        return this;
    }

    /// <summary>Takes back what was added since <see cref="Octets"/> was <paramref name="length"/> long.</summary>
    public void CutTo(int length)
    {
        _octets.ResetWrittenCount();
        _octets.Advance(length);
    }

    /// <summary>Adds an option of one octet.</summary>
    public void AddByte(Dhcp4OptionCode code, byte value) => Add(code, [value]);

    /// <summary>Adds an option of two octets.</summary>
    public void AddUInt16(Dhcp4OptionCode code, ushort value)
    {
        Span<byte> octets = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(octets, value);
        Add(code, octets);
    }

    /// <summary>Adds an option of a number of seconds; beyond 32 bits it means for ever (RFC 2131 §3.3).</summary>
    public void AddSeconds(Dhcp4OptionCode code, TimeSpan value)
    {
        Span<byte> octets = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)Math.Clamp(value.TotalSeconds, 0, uint.MaxValue));
        Add(code, octets);
    }

    /// <summary>Adds an option of one address.</summary>
    public void AddAddress(Dhcp4OptionCode code, Ipv4Address value)
    {
        Span<byte> octets = stackalloc byte[Ipv4Address.Size];
        value.WriteTo(octets);
        Add(code, octets);
    }

    /// <summary>Adds an option of several addresses, in order.</summary>
    public void AddAddresses(Dhcp4OptionCode code, IReadOnlyList<Ipv4Address> values)
    {
        byte[] octets = new byte[values.Count * Ipv4Address.Size];
        for (int index = 0; index < values.Count; index++)
        {
            values[index].WriteTo(octets.AsSpan(index * Ipv4Address.Size));
        }

        Add(code, octets);
    }

    /// <summary>Adds an option of text in UTF-8, without an end mark.</summary>
    public void AddText(Dhcp4OptionCode code, string value) => Add(code, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds an option of text that ends with a NUL, as boot ROMs expect of options 66 and 67.</summary>
    public void AddTerminatedText(Dhcp4OptionCode code, string value) => Add(code, Encoding.UTF8.GetBytes(value + '\0'));
}
