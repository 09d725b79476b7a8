# Throws the exception of .NET that is asked for.
param($Request)

throw (New-Object $Request.type $Request.message)
