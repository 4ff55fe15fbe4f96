const SECRET_FOLDER = /^(\.git|\.lintel|\.ssh|\.aws|\.gnupg)$/i;
const SECRET_FILE =
	/^(\.env(\..*)?|\.npmrc|\.netrc|\.pypirc|\.git-credentials|credentials|id_(rsa|dsa|ecdsa|ed25519)|.*\.(pem|key|p12|pfx|keystore|secret\.exs))$/i;
const HARMLESS = /^\.env\.(example|sample|template)$/i;

/** Whether a file or folder of this name is for its owner's eyes alone. `path` has slashes. */
export function isSecret(path: string): boolean {
	const parts = path.split('/');
	const name = parts.at(-1) ?? '';
	if (parts.some((part) => SECRET_FOLDER.test(part))) return true;
	return SECRET_FILE.test(name) && !HARMLESS.test(name);
}
