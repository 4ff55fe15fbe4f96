/**
 * The files that a shell command looks like it writes.
 *
 * A hint and no defence: a shell can write in more ways than anybody can list. What slips through
 * is met again by the git hooks and by CI.
 */
const WRITERS: ReadonlySet<string> = new Set([
	...[
		'tee',
		'cp',
		'mv',
		'rm',
		'touch',
		'truncate',
		'install',
		'ln',
		'rsync',
		'dd',
		'patch',
		'unlink',
	],
]);
/** These write only when told to do it in place. */
const IN_PLACE: ReadonlySet<string> = new Set(['sed', 'gsed', 'perl', 'ruby']);
const WRAPPERS: ReadonlySet<string> = new Set(['sudo', 'env', 'command', 'nohup', 'time', 'exec']);

export function shellWrites(command: string): readonly string[] {
	const written = new Set<string>();
	let words: string[] = [];
	let redirected = false;
	for (const token of tokensOf(command)) {
		if (token.kind === 'word') {
			if (redirected) written.add(token.text);
			else words.push(token.text);
			redirected = false;
			continue;
		}
		redirected = token.text.includes('>');
		if (redirected || token.text.includes('<')) continue;
		for (const path of writtenBy(words)) written.add(path);
		words = [];
	}
	for (const path of writtenBy(words)) written.add(path);
	return [...written];
}

function writtenBy(words: readonly string[]): readonly string[] {
	const start = words.findIndex((word) => !WRAPPERS.has(word) && !/^\w+=/.test(word));
	const [program = '', ...args] = start === -1 ? [] : words.slice(start);
	const name = program.slice(program.lastIndexOf('/') + 1);
	const inPlace = IN_PLACE.has(name) && args.some((arg) => /^-\w*i|^--in-place/.test(arg));
	if (!WRITERS.has(name) && !inPlace) return [];
	return args.flatMap((arg) => {
		if (arg.startsWith('of=')) return arg.slice('of='.length);
		return arg.startsWith('-') ? [] : arg;
	});
}

interface Token {
	readonly kind: 'word' | 'operator';
	readonly text: string;
}

/** Words with their quotes taken off, and the operators between them. */
function tokensOf(command: string): readonly Token[] {
	const tokens: Token[] = [];
	const pattern =
		/(?<operator>[|&;()\n]+|\d*[<>]+[|&]?|&>+)|(?<word>(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s|&;()<>"'\\])+)/gs;
	for (const { groups = {} } of command.matchAll(pattern)) {
		const { operator, word } = groups;
		if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
		if (word !== undefined) tokens.push({ kind: 'word', text: unquoted(word) });
	}
	return tokens;
}

function unquoted(word: string): string {
	return word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
		String(double ?? single ?? escaped),
	);
}
