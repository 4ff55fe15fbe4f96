import * as z from 'zod/mini';

/** `github.com`, or what a company runs of it. */
const Host = z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/), z.maxLength(253));

/** The repository on GitHub, as git's remote names it, without anybody's credentials. */
export const Forge = z.object({
	host: Host,
	/** `owner/name`. */
	repository: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/), z.maxLength(200)),
	/** A commit that was pushed, else the branch that this one follows, else `HEAD`. */
	ref: z.string().check(z.minLength(1), z.maxLength(300)),
	/** The checkout's own folder in it, with slashes; none where it is the whole repository. */
	folder: z.optional(z.string().check(z.maxLength(4096))),
});
export type Forge = z.infer<typeof Forge>;

/** Where files of the relay's checkout can be opened. */
export const CheckoutPlaces = z.object({
	/** The checkout's absolute path: told on the relay's own machine alone, elsewhere it leads nowhere. */
	root: z.nullable(z.string().check(z.maxLength(4096))),
	forge: z.nullable(Forge),
});
export type CheckoutPlaces = z.infer<typeof CheckoutPlaces>;

/**
 * The repository behind the URL of a git remote: https or ssh, to GitHub or what a company runs of
 * it. Null for every other: there would be no telling where a file is.
 */
export function repositoryOf(remote: string): Pick<Forge, 'host' | 'repository'> | null {
	const { host, path } = httpsRemote(remote) ?? sshRemote(remote) ?? scpRemote(remote) ?? NO_REMOTE;
	const name = path.replace(/\/$/, '').replace(/\.git$/, '');
	const found = { host: host.replace(/^ssh\.github\.com$/, 'github.com'), repository: name };
	const isWhole = Host.safeParse(found.host).success && /^[\w.-]+\/[\w.-]+$/.test(name);
	const isPlain = name.split('/').every((part) => part !== '.' && part !== '..');
	return isWhole && isPlain && isGitHub(found.host) ? found : null;
}

interface Remote {
	readonly host: string;
	readonly path: string;
}

const NO_REMOTE: Remote = { host: '', path: '' };

function isGitHub(host: string): boolean {
	if (/^github\.com[.-]/.test(host)) return false;
	return host.startsWith('github.') || host.endsWith('.ghe.com');
}

function httpsRemote(remote: string): Remote | null {
	if (!remote.startsWith('https://')) return null;
	return parts(/^https:\/\/(?:[^@/]*@)?([^/:@]+)\/(.+)$/.exec(remote));
}

function sshRemote(remote: string): Remote | null {
	return named(parts(/^ssh:\/\/(?:[^@/]*@)?([^/:@]+)(?::\d+)?\/(.+)$/.exec(remote)));
}

/** `git@github.com:owner/name.git` */
function scpRemote(remote: string): Remote | null {
	return named(parts(/^(?:[\w.-]+@)?([a-z0-9.-]+):\/?([^/:].*)$/i.exec(remote)));
}

/** Who has several keys names hosts in their ssh config: `github.com-work` is GitHub by another key. */
function named(remote: Remote | null): Remote | null {
	if (remote === null || !/^github\.com-[a-z0-9-]+$/.test(remote.host)) return remote;
	return { ...remote, host: 'github.com' };
}

function parts(match: RegExpExecArray | null): Remote | null {
	const [, host, path] = match ?? [];
	return host === undefined || path === undefined ? null : { host: host.toLowerCase(), path };
}
