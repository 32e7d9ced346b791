using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Rackd.Domain.Boot;
using Rackd.Domain.Configuration;
using Rackd.Domain.Events;
using Rackd.Domain.Machines;
using Rackd.Domain.Snapshots;
using Rackd.Wire.Dhcp4;

namespace Rackd.Services.Storage;

/// <summary>Files below the root, and over them the scripts that are rendered for machines. A file under the very name wins.</summary>
public sealed class BootContent(ConfigStore config, IMachineLookup machines, TimeProvider time) : IBootContent
{
    private Served? _served;

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The result owns the file.")]
    public BootContentResult Open(BootFileRequest request)
    {
        Served served = Current();
        if (!ClientAccess.IsAllowed(served.Snapshot.Config, request.Client, out SubnetConfig? subnet))
        {
            return new BootContentResult.Missing(BootFileRefusal.ClientNotAllowed);
        }

        (string path, string query) = Split(request);
        if (!BootFileName.TryNormalise(path, out string? name))
        {
            return new BootContentResult.Missing(BootFileRefusal.BadName);
        }

        BootFiles files = request.Transport == BootTransport.Http ? served.HttpFiles : served.TftpFiles;
        BootFileRefusal? refusal = files.Open(name, out OpenedFile? file, out string? detail);
        if (file is not null)
        {
            return new BootContentResult.Found(new DiskBootFile(name, file)
            {
                Role = served.Catalog.RoleOf(name),
                Owner = OwnerOf(machines.FindByAddress(request.Client)),
            });
        }

        if (refusal is { } reason and not BootFileRefusal.NotFound)
        {
            return new BootContentResult.Missing(reason, Detail: detail);
        }

        return BootNames.Read(name, query) switch
        {
            BootName.Script script => OpenScript(served, request, subnet, name, script),
            BootName.Optional => new BootContentResult.Missing(BootFileRefusal.NotFound, Expected: true),
            _ => new BootContentResult.Missing(BootFileRefusal.NotFound, Detail: detail),
        };
    }

    private static BootFileOwner OwnerOf(Machine? machine) => new(machine?.Mac, machine?.Name);

    // Over HTTP the name is percent-encoded, once. Over TFTP it is plain; iPXE may append the query all the same.
    private static (string Path, string Query) Split(BootFileRequest request)
    {
        int mark = request.Name.IndexOf('?', StringComparison.Ordinal);
        string path = mark < 0 ? request.Name : request.Name[..mark];
        string query = mark < 0 ? string.Empty : request.Name[(mark + 1)..];
        return (request.Transport == BootTransport.Http ? Uri.UnescapeDataString(path) : path, query);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The result owns the file.")]
    private BootContentResult OpenScript(
        Served served, BootFileRequest request, SubnetConfig? subnet, string name, BootName.Script script)
    {
        BootContentResult.Missing next = new(BootFileRefusal.NotFound, Expected: true);
        Machine? machine = FindMachine(served.Snapshot.Inventory, request.Client, script.Key);
        if (machine is null && !script.IsLast)
        {
            return next;
        }

        PxeClient client = Describe(script, machine);
        BootChoice choice = BootRules.Choose(
            served.Snapshot.Config.Boot, machine ?? new Machine(default, null), client, subnet);
        bool isPassedOver = choice.Profile is null
            || (machine?.Config is null && choice.Source == BootChoiceSource.Default)
            || (choice.Profile.Kind == BootProfileKind.Chain && script.Loader != BootLoaderKind.Ipxe);
        if (isPassedOver && !script.IsLast)
        {
            return next;
        }

        if (choice.Profile is null || served.Catalog.Find(choice.Profile.Name) is not { } profile)
        {
            return new BootContentResult.Missing(
                BootFileRefusal.NoProfile, Detail: "no machine entry, rule or default names a boot profile");
        }

        return profile.Error is { } error
            ? new BootContentResult.Missing(
                BootFileRefusal.TemplateFailed, Detail: $"profile {profile.Config.Name}, {profile.ErrorKey}: {error.Message}")
            : new BootContentResult.Found(
                Render(served, profile, script, name, SubjectOf(served, request, subnet, machine, client), machine));
    }

    private static RenderedBootFile Render(
        Served served, CompiledProfile profile, BootName.Script script, string name, BootSubject subject, Machine? machine)
    {
        string text = script.Loader switch
        {
            BootLoaderKind.Ipxe => BootScript.Render(profile, subject),
            BootLoaderKind.Grub => GrubConfig.Render(profile, subject, script.Directory),
            BootLoaderKind.Pxelinux => PxelinuxConfig.Render(profile, subject, script.Directory),
        };
        return new RenderedBootFile(name, text, profile.Config.Name, served.Since) { Owner = OwnerOf(machine) };
    }

    private static BootSubject SubjectOf(
        Served served, BootFileRequest request, SubnetConfig? subnet, Machine? machine, PxeClient client) => new()
        {
            MachineName = machine?.Name,
            Mac = machine?.Mac,
            Uuid = machine?.Config?.Uuid ?? client.Uuid,
            Architecture = client.Architecture,
            Subnet = subnet,
            Server = request.Server,
            HttpPort = served.Snapshot.Config.Http.Listen.Port,
            Origin = BootUrl.Origin(served.Snapshot.Config, request.Server),
        };

    private Machine? FindMachine(Inventory inventory, IPAddress client, BootMachineKey key)
    {
        if (key.Mac is { } mac)
        {
            return inventory.Find(mac, key.Uuid);
        }

        Machine? holder = machines.FindByAddress(key.Address is { } address ? address.ToIPAddress() : client);
        if (key.Uuid is not { } uuid)
        {
            return holder is null ? null : inventory.Find(holder.Mac);
        }

        MachineConfig? named = inventory.Machines.FirstOrDefault(machine => machine.Uuid == uuid);
        return named switch
        {
            null => null,
            _ when holder is not null => new Machine(holder.Mac, named),
            { Nics: [{ } first, ..] } => new Machine(first.Mac, named),
            _ => null,
        };
    }

    // What DHCP was told, so that the rules choose here as they chose there.
    private PxeClient Describe(BootName.Script script, Machine? machine)
    {
        PxeClient told = (machine is null ? null : machines.FindClient(machine.Mac)) ?? PxeClient.None;
        ClientArchitecture? architecture = script.Key.Architecture ?? told.Architecture
            ?? (script.Loader == BootLoaderKind.Pxelinux ? ClientArchitecture.Bios : null);
        return new PxeClient(
            script.Loader == BootLoaderKind.Ipxe ? PxeClientKind.Ipxe : PxeClientKind.PxeRom,
            architecture,
            told.VendorClass.Length > 0 ? told.VendorClass : VendorClassOf(architecture),
            script.Key.Uuid ?? told.Uuid);
    }

    // The beginning of option 60 as every loader of that architecture sends it.
    private static string VendorClassOf(ClientArchitecture? architecture) =>
        architecture is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"PXEClient:Arch:{(ushort)code:00000}")
            : "PXEClient";

    private Served Current()
    {
        ConfigSnapshot snapshot = config.Current;
        Served? served = Volatile.Read(ref _served);
        if (served is null || !ReferenceEquals(served.Snapshot, snapshot))
        {
            served = new Served(snapshot, time.GetUtcNow());
            Volatile.Write(ref _served, served);
        }

        return served;
    }

    private sealed class Served(ConfigSnapshot snapshot, DateTimeOffset since)
    {
        public ConfigSnapshot Snapshot { get; } = snapshot;

        public DateTimeOffset Since { get; } = since;

        public BootCatalog Catalog { get; } = new(snapshot.Config.Boot);

        public BootFiles TftpFiles { get; } = new(snapshot.Config.Tftp.Root);

        public BootFiles HttpFiles { get; } = new(snapshot.Config.Http.Root ?? snapshot.Config.Tftp.Root);
    }
}
