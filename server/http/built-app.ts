import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The app's one page, with the policy that a browser shall hold it to. */
export interface BuiltPage {
	readonly html: string;
	/** The value of `Content-Security-Policy`: the page's own, and no frames around it. */
	readonly policy: string;
}

const FALLBACK = [
	"default-src 'self'",
	"img-src 'self' data: blob:",
	"style-src 'self' 'unsafe-inline'",
	"object-src 'none'",
	"frame-src 'none'",
	"base-uri 'self'",
	"form-action 'none'",
];

/** Reads `index.html` of the built app, and again whenever it was built anew; null before that. */
export function createPageReader(assets: string): () => BuiltPage | null {
	const path = join(assets, 'index.html');
	let read: { readonly at: number; readonly page: BuiltPage } | null = null;

	return () => {
		const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
		if (at === undefined) return null;
		if (read?.at !== at) {
			const html = readFileSync(path, 'utf8');
			read = { at, page: { html, policy: `${policyOf(html)}; frame-ancestors 'none'` } };
		}
		return read.page;
	};
}

/** The policy in the page's own meta element; without one, a strict one with its scripts' hashes. */
function policyOf(html: string): string {
	const meta = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html);
	if (meta?.[1]) return meta[1];
	const hashes = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
		([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
	);
	return [...FALLBACK, ["script-src 'self'", ...hashes].join(' ')].join('; ');
}
