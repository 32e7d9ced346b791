using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Rackd.Tests.Architecture;

/// <summary>What a compiled assembly refers to, read from its metadata without loading it.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;

    public CompiledAssembly(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        _image = new PEReader(File.OpenRead(path));
        _metadata = _image.GetMetadataReader();
    }

    /// <summary>Names of the assemblies it is compiled against.</summary>
    public IEnumerable<string> References =>
        _metadata.AssemblyReferences.Select(handle => Text(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>Full names of the types of other assemblies that it mentions.</summary>
    public IEnumerable<string> Types => _metadata.TypeReferences.Select(NameOf);

    /// <summary>Members of other assemblies' types that it uses: <c>System.DateTime.get_Now</c>.</summary>
    public IEnumerable<string> Members => _metadata.MemberReferences
        .Select(_metadata.GetMemberReference)
        .Where(member => member.Parent.Kind == HandleKind.TypeReference)
        .Select(member => $"{NameOf((TypeReferenceHandle)member.Parent)}.{Text(member.Name)}");

    public void Dispose() => _image.Dispose();

    private string NameOf(TypeReferenceHandle handle)
    {
        TypeReference type = _metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}.{Text(type.Name)}"
            : $"{Text(type.Namespace)}.{Text(type.Name)}";
    }

    private string Text(StringHandle handle) => _metadata.GetString(handle);
}
