namespace Rackd.Tests.Architecture;

/// <summary>
/// Wire and Domain know no socket, file, environment, clock, randomness, log or container: time comes in as <c>now</c>,
/// chance as a <c>Random</c> or as octets.
/// </summary>
internal static class PurityRule
{
    private static readonly string[] _forbiddenAssemblies =
    [
        "Microsoft.Extensions.", "Microsoft.AspNetCore.", "System.Net.Sockets", "System.Net.Http", "System.Net.NameResolution",
        "System.Net.NetworkInformation", "System.IO.Pipes", "System.Diagnostics.Process", "System.Diagnostics.DiagnosticSource",
        "Microsoft.Win32.", "Npgsql", "Spectre.", "System.CommandLine",
    ];

    private static readonly string[] _forbiddenTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.RandomAccess", "System.Console", "System.Diagnostics.Stopwatch",
        "System.Threading.Thread", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.Tasks.Task",
        "System.TimeProvider", "System.Runtime.InteropServices.DllImportAttribute",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] _forbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random..ctor", "System.Random.get_Shared",
    ];

    /// <summary>Everything in the assembly that breaks the rule.</summary>
    public static IReadOnlyList<string> Offenders(string assembly)
    {
        using CompiledAssembly compiled = new(assembly);
        return
        [
            .. compiled.References.Where(name => Array.Exists(
                _forbiddenAssemblies, prefix => name.StartsWith(prefix, StringComparison.Ordinal))),
            .. compiled.Types.Intersect(_forbiddenTypes),
            .. compiled.Members.Intersect(_forbiddenMembers),
            // The compiler itself asks for the thread in an iterator; everything else of the environment is off limits.
            .. compiled.Members.Where(member => member.StartsWith("System.Environment.", StringComparison.Ordinal)
                && member != "System.Environment.get_CurrentManagedThreadId"),
        ];
    }
}
