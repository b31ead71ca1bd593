function Import-Crc32 {
    <#
    .SYNOPSIS
    Gives the type with Windows' own function for ZIP's checksum: RtlComputeCrc32(what came before, bytes, how many).
    .DESCRIPTION
    It is in no manual, but has been in ntdll.dll since Windows XP. It is declared without compiling C#, which takes a second.
    #>
    param()

    $assembly = [Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly([Reflection.AssemblyName]::new('WinsteadCrc'), 'Run')
    $type = $assembly.DefineDynamicModule('WinsteadCrc').DefineType('Winstead.Crc32', 'Public, Class')
    $function = $type.DefinePInvokeMethod('RtlComputeCrc32', 'ntdll.dll', 'Public, Static, PinvokeImpl', 'Standard', [int], [Type[]] @([int], [byte[]], [int]), 'Winapi', 'Unicode')
    $function.SetImplementationFlags('PreserveSig')
    $type.CreateType()
}
