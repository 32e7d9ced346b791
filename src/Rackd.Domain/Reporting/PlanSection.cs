namespace Rackd.Domain.Reporting;

/// <summary>A part of the effective plan.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Lines">Sentences without full stop.</param>
public sealed record PlanSection(string Title, IReadOnlyList<string> Lines);

/// <summary>Which interface serves a subnet and why, as found out on the host.</summary>
/// <param name="Subnet">The subnet's name.</param>
/// <param name="Sentence">A sentence without full stop: <c>served on eno1, which has 10.1.0.1</c>.</param>
public sealed record LinkSentence(string Subnet, string Sentence);
