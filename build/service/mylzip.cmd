@"%~dp0node.exe" "%~dp0app\out\main\mylzip.js" %*
