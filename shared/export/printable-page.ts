import { PRINT_STYLE } from '#shared/export/print-style.ts';
import { type PrintableWorkspace, printableBody } from '#shared/export/printable.ts';
import { escapeHtml } from '#shared/export/safe-markdown.ts';

/** One file that needs nothing else: no script, no font, no picture from elsewhere. */
export function printablePage(workspace: PrintableWorkspace): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(workspace.title)}</title>
<style>
body { margin: 0; background: #fff; }
${PRINT_STYLE}
</style>
</head>
<body>
<main class="printable">
${printableBody(workspace)}
</main>
</body>
</html>
`;
}
