@rem An elevated program is given its user's own surroundings, which any program of that user's may set: none of these may bring code
@rem of theirs into this one, or have it write where they cannot.
@setlocal
@for %%v in (NODE_OPTIONS NODE_PATH NODE_COMPILE_CACHE NODE_V8_COVERAGE NODE_REDIRECT_WARNINGS OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES) do @set "%%v="
@"%~dp0node.exe" "%~dp0app\out\main\mylzip.js" %*
