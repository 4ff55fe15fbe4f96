/** Stands where Mermaid would load a layout engine under a licence that this app can't ship. */
// biome-ignore lint/style/noDefaultExport: what Mermaid imports has one.
export default class NoElk {
	layout(): never {
		throw new Error('This layout is not part of Lintel. Leave `layout: elk` out.');
	}
}
