// Before the first paint, so that no page flashes in the other theme. Written by web/ui/theme.ts.
try {
  const theme = localStorage.getItem("usher-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's theme it is.
}
