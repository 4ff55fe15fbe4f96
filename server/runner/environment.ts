/**
 * What a program that the runner starts finds in its environment: what programs need to run at all.
 * Everything else may be a secret, and whatever wrote the code that runs there is a model.
 */
const NEEDED = new Set([
	...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'TMPDIR'],
	// Where toolchains and what they fetched are.
	...['GOPATH', 'GOROOT', 'GOCACHE', 'GOMODCACHE', 'CARGO_HOME', 'RUSTUP_HOME', 'JAVA_HOME'],
	...['NVM_DIR', 'VOLTA_HOME', 'ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR', 'PYENV_ROOT'],
	...['VIRTUAL_ENV', 'MIX_HOME', 'HEX_HOME', 'MIX_ENV', 'PLAYWRIGHT_BROWSERS_PATH'],
	// Windows.
	...['SystemRoot', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'],
]);

export function bareEnvironment(
	environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(environment).flatMap(([name, value]) =>
			value !== undefined && (NEEDED.has(name) || name.startsWith('LC_')) ? [[name, value]] : [],
		),
	);
}
