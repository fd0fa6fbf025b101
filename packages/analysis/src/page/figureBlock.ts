import type { RenderedFigure } from "../figure/figure.ts"
import { escapeHtml } from "./escape.ts"
import { inlineJson } from "./inline.ts"

/**
 * A figure with its caption, and its specification for the script that makes it live. Its files are expected beside the page, in the
 * folder of its notebook.
 */
export function figureBlock(notebook: string, figure: RenderedFigure): string {
  const { id, title, caption, source, reproduces, svg, spec } = figure
  const file = (extension: string) =>
    `<a href="${escapeHtml(`${encodeURIComponent(notebook)}/${encodeURIComponent(id)}.${extension}`)}">${extension.toUpperCase()}</a>`
  return `<figure id="${escapeHtml(`${notebook}--${id}`)}" data-kind="${escapeHtml(reproduces)}">
<img src="data:image/svg+xml;base64,${base64(svg)}"${size(svg)} alt="${escapeHtml(`${title}. ${caption}`)}">
<figcaption>
<h3>${escapeHtml(title)}</h3>
<p>${escapeHtml(caption)}</p>
<p class="facts"><span class="badge reproduces">${escapeHtml(reproduces)}</span> <span class="source">Source: ${escapeHtml(source)}</span> <span>${file("svg")} ${file("png")}</span> <button type="button" class="interact" data-live hidden><span>Interact</span><span class="unseen"> with ${escapeHtml(title)}</span></button></p>
</figcaption>
<script type="application/json">${inlineJson(spec)}</script>
</figure>`
}

/** The picture as an image and not as markup, so that ids of two pictures never meet. */
function base64(svg: string): string {
  const bytes = new TextEncoder().encode(svg)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}

/** The attributes that reserve the picture's room before it is decoded. */
function size(svg: string): string {
  const found = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg)
  return found ? ` width="${found[1]}" height="${found[2]}"` : ""
}
