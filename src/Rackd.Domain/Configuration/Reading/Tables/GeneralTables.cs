using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The keys of <c>[rackd]</c> and <c>[control]</c>.</summary>
internal static class GeneralTables
{
    private static readonly KeyType<LogVerbosity> _logLevels = new ChoiceKeyType<LogVerbosity>(
        ("debug", LogVerbosity.Debug),
        ("information", LogVerbosity.Information),
        ("warning", LogVerbosity.Warning),
        ("error", LogVerbosity.Error));

    public static TableShape<GeneralConfig> Rackd { get; } = new(
        "rackd",
        "[rackd]",
        new GeneralConfig(),
        "The daemon itself.",
        [
            Key<GeneralConfig>.Value(
                "name", KeyTypes.Label, table => table.Name, (table, value) => table with { Name = value },
                "What this rack is called in logs and tables."),
            Key<GeneralConfig>.Value(
                "state_dir", KeyTypes.AbsolutePath, table => table.StateDirectory,
                (table, value) => table with { StateDirectory = value },
                "Directory of the lease journal and the event ledger."),
            Key<GeneralConfig>.Value(
                "log_level", _logLevels, table => table.LogLevel, (table, value) => table with { LogLevel = value },
                "The least severe line that is logged."),
        ]);

    public static TableShape<ControlConfig> Control { get; } = new(
        "control",
        "[control]",
        new ControlConfig(),
        "The socket over which the command line speaks to the daemon.",
        [
            Key<ControlConfig>.Value(
                "socket", KeyTypes.SocketPath, table => table.Socket, (table, value) => table with { Socket = value },
                "Path of the Unix socket."),
            Key<ControlConfig>.Value(
                "group", KeyTypes.Group, table => table.Group, (table, value) => table with { Group = value },
                "Group that may use the socket beside root; empty for none."),
        ]);
}
