using System.Globalization;
using Rackd.Domain.Events;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;

namespace Rackd.Services.Simulation;

/// <summary>One boot of one simulated machine.</summary>
internal sealed class FirmwareRun(
    SimulatedMachine machine,
    SimulatedLink link,
    IStationAddresses addresses,
    Func<BootProgram, FirmwareTiming> timing,
    BootReport report,
    TimeProvider time)
{
    private const string UefiAgent = "UefiHttpBoot/1.0";
    private const string IpxeAgent = "iPXE/1.0.0+git-20190125.36a4c85-5.1";

    private Ipv4Address _address;

    public async Task<Ipv4Address> BootAsync(CancellationToken cancellationToken)
    {
        DhcpAnswer answer = await ConfigureAsync(BootProgram.Firmware, cancellationToken);
        await LoadLoaderAsync(BootSource.Choose(machine.Kind, BootProgram.Firmware, answer), cancellationToken);
        answer = await ConfigureAsync(BootProgram.Ipxe, cancellationToken);
        await LoadSystemAsync(BootSource.Choose(machine.Kind, BootProgram.Ipxe, answer), cancellationToken);
        await ConfigureAsync(BootProgram.OperatingSystem, cancellationToken);
        return _address;
    }

    private async Task<DhcpAnswer> ConfigureAsync(BootProgram program, CancellationToken cancellationToken)
    {
        DhcpConversation conversation = new(
            machine, link, timing(program), report, time);
        DhcpAnswer answer = await conversation.RunAsync(program, cancellationToken);
        if (answer.Address != _address)
        {
            Ipv4Address former = _address;
            await addresses.AddAsync(answer.Address, answer.Network, cancellationToken);
            _address = answer.Address;
            if (!former.IsAny)
            {
                await addresses.RemoveAsync(former, cancellationToken);
            }
        }

        return answer;
    }

    private async Task LoadLoaderAsync(BootSource source, CancellationToken cancellationToken)
    {
        long began = report.Now;
        FirmwareTiming patience = timing(BootProgram.Firmware);
        switch (source)
        {
            case BootSource.TftpFile file:
                TftpDownload tftp = new(_address, patience, time);
                FileReception got = await tftp.FetchAsync(TftpHabit.Of(machine.Kind), file, cancellationToken);
                string agreed = got.Agreed.Count > 0 ? $" ({got.Agreed})" : string.Empty;
                report.Add(BootStage.Loader, began, $"{file.File} over TFTP, {Size(got.Octets)}{agreed}", got.Octets);
                break;
            case BootSource.HttpUrl http:
                using (HttpDownload download = new(_address, UefiAgent, patience))
                {
                    long size = await download.SizeAsync(BootStage.Loader, http.Url, cancellationToken);
                    long octets = await download.FetchAsync(BootStage.Loader, http.Url, cancellationToken);
                    if (size != octets)
                    {
                        throw new FirmwareException(
                            BootStage.Loader, $"GET {http.Url} gave {octets} octets, where HEAD had said {size}");
                    }

                    report.Add(BootStage.Loader, began, $"{Name(http.Url)} over HTTP, {Size(octets)}", octets);
                }

                break;
            case BootSource.Nowhere nowhere:
                throw new FirmwareException(BootStage.Loader, nowhere.Problem);
            default:
                break;
        }
    }

    private async Task LoadSystemAsync(BootSource source, CancellationToken cancellationToken)
    {
        if (source is not BootSource.HttpUrl http)
        {
            throw new FirmwareException(
                BootStage.Script,
                source is BootSource.Nowhere nowhere ? nowhere.Problem : "iPXE was not sent to a script over HTTP");
        }

        using HttpDownload download = new(_address, IpxeAgent, timing(BootProgram.Ipxe));
        long began = report.Now;
        string text = await download.FetchTextAsync(BootStage.Script, http.Url, cancellationToken);
        IpxeScript script = IpxeScript.Read(text, http.Url);
        if (script.Problem is { } problem)
        {
            throw new FirmwareException(BootStage.Script, problem);
        }

        report.Add(BootStage.Script, began, $"{Name(http.Url)} over HTTP, {Size(text.Length)}", text.Length);
        await LoadAsync(download, BootStage.Kernel, script.Kernel!, cancellationToken);
        foreach (Uri initrd in script.Initrds)
        {
            await LoadAsync(download, BootStage.Initrd, initrd, cancellationToken);
        }
    }

    private async Task LoadAsync(
        HttpDownload download, BootStage stage, Uri url, CancellationToken cancellationToken)
    {
        long began = report.Now;
        long octets = await download.FetchAsync(stage, url, cancellationToken);
        report.Add(stage, began, $"{Name(url)} over HTTP, {Size(octets)}", octets);
    }

    private static string Name(Uri url) => Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));

    private static string Size(long octets) => octets < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{octets / 1e3:0.#} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{octets / 1e6:0.#} MB");
}
