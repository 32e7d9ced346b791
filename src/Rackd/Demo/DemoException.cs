namespace Rackd.Demo;

/// <summary>The demonstration cannot go on; the message says why and what to do, for a person.</summary>
public sealed class DemoException : Exception
{
    public DemoException(string message)
        : base(message)
    {
    }

    public DemoException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public DemoException()
    {
    }
}
