/** How the printable document looks, on screen and on A4 or Letter. Ink on paper has one theme. */
export const PRINT_STYLE = `
.printable {
	max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; background: #fff; color: #11191c;
	font: 400 15px/1.55 "Inter Variable", Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
	color-scheme: light; overflow-wrap: anywhere; font-feature-settings: "calt" 0;
}
.printable :is(h1, h2, h3, h4, h5, h6) { margin: 1.4em 0 0.4em; line-height: 1.25; font-weight: 650; text-wrap: balance; break-after: avoid; }
.printable h1 { margin-top: 0; font-size: 2.1rem; letter-spacing: -0.02em; }
.printable h2 { padding-bottom: 0.3em; border-bottom: 1px solid #d0d5d6; font-size: 1.5rem; }
.printable h3 { font-size: 1.12rem; }
.printable :is(h4, h5, h6) { font-size: 0.95rem; }
.printable p { margin: 0.5em 0; text-wrap: pretty; }
.printable a { color: #0b5d63; text-decoration-color: #0b5d6355; text-underline-offset: 0.2em; }
.printable header p { color: #40494c; margin: 0.2em 0; }
.printable :is(ul, ol) { margin: 0.5em 0; padding-left: 1.5em; list-style: revert; }
.printable nav ol { padding-left: 0; list-style: none; }
.printable nav ol ol { padding-left: 1rem; columns: 15rem 2; column-gap: 2rem; }
.printable nav li { break-inside: avoid; margin: 0.15em 0; }
.printable nav > ol > li > a { font-weight: 600; }
.printable .number { color: #6e777a; font-weight: 500; font-variant-numeric: tabular-nums; }
.printable .criteria > li > p { margin: 0.15em 0; }
.printable .state { margin-left: 0.3em; color: #40494c; font-size: 0.78rem; font-weight: 500; white-space: nowrap; }
.printable .review { color: #7a4d00; } .printable .approved { color: #1f5bb5; }
.printable .implemented { color: #6a3fc0; } .printable .verified { color: #17683a; }
.printable .contested { color: #b3261e; }
.printable .kind { color: #6e777a; font-size: 0.85rem; }
.printable .findings { padding: 0.5em 0.9em; border-left: 3px solid #7f898b; background: #f4f7f7; list-style: none; font-size: 0.85rem; }
.printable .findings .error b { color: #b3261e; } .printable .findings .warning b { color: #7a4d00; }
.printable dl { display: grid; grid-template-columns: 8rem 1fr; gap: 0.2em 1em; margin: 0.7em 0; }
.printable dt { color: #6e777a; } .printable dd { margin: 0; }
.printable table { width: 100%; margin: 0.7em 0; border-collapse: collapse; font-size: 0.88rem; }
.printable :is(th, td) { padding: 0.35em 0.6em; border-bottom: 1px solid #d0d5d6; text-align: left; vertical-align: top; }
.printable :is(code, pre) { font-family: "JetBrains Mono Variable", ui-monospace, monospace; font-size: 0.86em; }
.printable pre { padding: 0.7em 0.9em; border-radius: 4px; background: #f4f7f7; white-space: pre-wrap; }
.printable blockquote { margin: 0.6em 0; padding-left: 0.9em; border-left: 3px solid #d0d5d6; color: #40494c; }
.printable figure { margin: 1em 0; }
.printable figcaption { margin-bottom: 0.3em; color: #6e777a; font-size: 0.85rem; }
.printable .drawing { display: flex; justify-content: safe center; }
.printable .told { color: #7a4d00; font-size: 0.85rem; }
.printable [data-diagram]:has(.drawing) figcaption { display: none; }
.printable .unresolved { text-decoration: underline dotted #7a4d00; text-underline-offset: 0.22em; }
.printable figure svg { display: block; max-width: 100%; height: auto; }
@media print {
	@page { margin: 18mm 16mm; }
	.printable { max-width: none; padding: 0; font-size: 10.5pt; }
	.printable .part, .printable .design { break-before: page; }
	.printable .design:first-of-type { break-before: auto; }
	.printable :is(article, figure, tr, .findings li, pre) { break-inside: avoid-page; }
	.printable .design { break-inside: auto; }
	.printable figure svg { max-height: 225mm; }
	.printable a { color: inherit; }
}
`;
