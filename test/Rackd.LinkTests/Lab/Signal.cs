namespace Rackd.LinkTests.Lab;

/// <summary>Signals the tests send, by their Linux numbers.</summary>
internal enum Signal
{
    Hangup = 1,
    Interrupt = 2,
    Kill = 9,
    User1 = 10,
    User2 = 12,
    Terminate = 15,
}
