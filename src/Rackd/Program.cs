using Rackd.Cli;

return await RackdCommand.RunAsync(args, Terminal.FromProcess());
