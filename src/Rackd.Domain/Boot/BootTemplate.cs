using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Rackd.Wire.Addresses;

namespace Rackd.Domain.Boot;

/// <summary>Why a text is no template.</summary>
/// <param name="Position">Place of the opening braces in the text, from 0.</param>
/// <param name="Message">A sentence for the operator.</param>
public sealed record TemplateError(int Position, string Message);

/// <summary>
/// A text with values in double braces: <c>hostname={{machine.name}}</c>. Names are checked when the template is compiled, so
/// rendering cannot fail. A value that is not known, such as the name of a machine that the configuration does not list,
/// renders as nothing. Characters of a value that some loader gives a meaning become <c>_</c>; the text around values is the
/// operator's and stays as it is.
/// </summary>
public sealed class BootTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    private static readonly FrozenDictionary<string, Func<BootSubject, string, string?>> _values =
        new Dictionary<string, Func<BootSubject, string, string?>>
        {
            ["machine.name"] = (subject, _) => subject.MachineName,
            ["machine.mac"] = (subject, _) => subject.Mac?.ToString(),
            ["machine.uuid"] = (subject, _) => subject.Uuid?.ToString("D"),
            ["subnet.name"] = (subject, _) => subject.Subnet?.Name,
            ["subnet.gateway"] = (subject, _) => subject.Subnet?.Gateway?.ToString(),
            ["subnet.mask"] = (subject, _) => subject.Subnet?.Network.Mask.ToString(),
            ["server.ip"] = (subject, _) => Ipv4Address.TryFrom(subject.Server, out Ipv4Address ipv4)
                ? ipv4.ToString()
                : subject.Server.ToString(),
            ["server.http"] = (subject, _) => BootUrl.HttpOrigin(subject.Server, subject.HttpPort),
            ["profile.name"] = (_, profile) => profile,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<(string Text, Func<BootSubject, string, string?>? Value)> _parts;

    private BootTemplate(List<(string Text, Func<BootSubject, string, string?>? Value)> parts) => _parts = parts;

    /// <summary>The names that a template may use, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _values.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Compiles a template.</summary>
    public static bool TryCompile(
        string text, [NotNullWhen(true)] out BootTemplate? template, [NotNullWhen(false)] out TemplateError? error)
    {
        template = null;
        List<(string Text, Func<BootSubject, string, string?>? Value)> parts = [];
        int position = 0;
        while (text.IndexOf(Open, position, StringComparison.Ordinal) is >= 0 and int open)
        {
            int close = text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
            if (close < 0)
            {
                error = new TemplateError(open, "\"{{\" has no \"}}\" after it");
                return false;
            }

            string name = text[(open + Open.Length)..close].Trim();
            if (!_values.TryGetValue(name, out Func<BootSubject, string, string?>? value))
            {
                error = new TemplateError(
                    open, $"there is no value \"{BootFileName.ForDisplay(name)}\"; there are {string.Join(", ", Names)}");
                return false;
            }

            parts.Add((text[position..open], value));
            position = close + Close.Length;
        }

        parts.Add((text[position..], null));
        template = new BootTemplate(parts);
        error = null;
        return true;
    }

    /// <summary>The text with its values.</summary>
    public string Render(BootSubject subject, string profileName)
    {
        StringBuilder result = new();
        foreach ((string text, Func<BootSubject, string, string?>? value) in _parts)
        {
            result.Append(text);
            if (value?.Invoke(subject, profileName) is { } known)
            {
                result.Append(BootText.Plain(known));
            }
        }

        return result.ToString();
    }
}
