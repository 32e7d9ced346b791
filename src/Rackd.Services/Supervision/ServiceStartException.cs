namespace Rackd.Services.Supervision;

/// <summary>A service could not open what it needs, so the daemon does not start. The message is for the operator.</summary>
public sealed class ServiceStartException : Exception
{
    /// <summary>Names the service and the reason.</summary>
    public ServiceStartException(string service, Exception reason)
        : base($"{service} cannot start: {reason.Message}", reason)
    {
    }

    /// <summary>Carries a whole message.</summary>
    public ServiceStartException(string message)
        : base(message)
    {
    }

    /// <summary>Carries nothing.</summary>
    public ServiceStartException()
    {
    }
}
