// Before the first paint: the theme this browser chose, so that no other one flashes by.
try {
	const theme = localStorage.getItem('lintel.theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Storage is off: the system's theme it is.
}
