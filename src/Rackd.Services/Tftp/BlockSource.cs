using System.Buffers;
using Rackd.Domain.Tftp;
using Rackd.Services.Storage;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>A file as numbered blocks.</summary>
internal abstract class BlockSource : IDisposable
{
    /// <summary>The blocks of a file in the given mode.</summary>
    public static BlockSource For(BootFile file, TftpMode mode, int blockSize) => mode == TftpMode.NetAscii
        ? new NetasciiBlocks(file, blockSize)
        : new OctetBlocks(file, blockSize);

    /// <summary>The number of blocks, null while it is not known.</summary>
    public abstract long? Count { get; }

    /// <summary>Reads a block, counted from 1; the last is shorter than <paramref name="destination"/>.</summary>
    /// <exception cref="IOException">The file cannot be read, or is shorter than it was.</exception>
    public abstract int Read(long block, Span<byte> destination);

    public virtual void Dispose()
    {
    }

    private sealed class OctetBlocks(BootFile file, int blockSize) : BlockSource
    {
        public override long? Count { get; } = ReadTransfer.BlockCount(file.Length, blockSize);

        public override int Read(long block, Span<byte> destination)
        {
            long offset = (block - 1) * blockSize;
            int expected = (int)Math.Min(destination.Length, file.Length - offset);
            int total = 0;
            while (total < expected)
            {
                int count = file.Read(offset + total, destination[total..expected]);
                if (count == 0)
                {
                    throw new IOException($"{file.Name} ends at {offset + total} of {file.Length} octets");
                }

                total += count;
            }

            return total;
        }
    }

    /// <summary>
    /// Netascii has no fixed place for a block, so it is encoded in order and the newest block is kept: netascii is never
    /// windowed, and only that block can be asked for again.
    /// </summary>
    private sealed class NetasciiBlocks(BootFile file, int blockSize) : BlockSource
    {
        private readonly NetasciiEncoder _encoder = new();
        private readonly byte[] _source = ArrayPool<byte>.Shared.Rent(blockSize);
        private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(blockSize);
        private long _current;
        private int _length;
        private long _offset;

        public override long? Count => null;

        public override int Read(long block, Span<byte> destination)
        {
            if (block == _current + 1)
            {
                _length = EncodeNext();
                _current = block;
            }

            _block.AsSpan(0, _length).CopyTo(destination);
            return _length;
        }

        public override void Dispose()
        {
            ArrayPool<byte>.Shared.Return(_source);
            ArrayPool<byte>.Shared.Return(_block);
            base.Dispose();
        }

        private int EncodeNext()
        {
            int total = 0;
            while (total < blockSize && (_offset < file.Length || _encoder.HasPending))
            {
                int wanted = (int)Math.Min(blockSize - total, file.Length - _offset);
                int read = wanted == 0 ? 0 : file.Read(_offset, _source.AsSpan(0, wanted));
                if (read == 0 && wanted > 0)
                {
                    throw new IOException($"{file.Name} ends at {_offset} of {file.Length} octets");
                }

                total += _encoder.Encode(_source.AsSpan(0, read), _block.AsSpan(total, blockSize - total), out int consumed);
                _offset += consumed;
            }

            return total;
        }
    }
}
