"""Makes the test documents: `pip install reportlab==4.4.4 pillow==13.0.0 && python3 make.py`. The same bytes each time."""

from pathlib import Path

import reportlab
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONTS = Path(reportlab.__file__).parent / "fonts"

PAGES = [
    (
        "Test toolkit",
        "Made for Doorstep's own tests. Nothing in it is guidance.",
        "Page one says what the other pages are for.",
        "A lantern hangs in the hall.",
    ),
    (
        "Before the visit",
        "Read the notes, charge the telephone, tell a colleague where you are.",
        "The gatepost is painted green.",
        "A lantern hangs at the gate, too.",
    ),
    (
        "At the door",
        "Say who you are and why you have come.",
        "The word kingfisher stands on this page only.",
        "There is no lantern that anybody forgot.",
    ),
    (
        "After the visit",
        "Write down what you saw, with the time.",
        "Café, naïve and £5 are here for their letters.",
        "The last page ends here.",
    ),
]


def toolkit():
    """Four pages, the font in the file."""
    pdfmetrics.registerFont(TTFont("Vera", FONTS / "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("Vera-Bold", FONTS / "VeraBd.ttf"))
    canvas = Canvas(str(HERE / "toolkit.pdf"), pagesize=A4, invariant=1)
    canvas.setTitle("Test toolkit")
    canvas.setAuthor("Doorstep's tests")
    for number, (heading, *lines) in enumerate(PAGES, 1):
        canvas.setFont("Vera-Bold", 24)
        canvas.drawString(72, 740, heading)
        canvas.setFont("Vera", 12)
        for row, line in enumerate(lines):
            canvas.drawString(72, 700 - 24 * row, line)
        canvas.drawString(72, 60, f"Page {number} of {len(PAGES)}")
        canvas.showPage()
    canvas.save()


def card():
    """One page, in a font that every reader must bring itself."""
    canvas = Canvas(str(HERE / "card.pdf"), pagesize=(420, 297), invariant=1)
    canvas.setTitle("Test card")
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(36, 230, "Test card")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(36, 200, "One page for Doorstep's own tests.")
    canvas.rect(36, 36, 348, 120)
    canvas.save()


def links():
    """Two pages, and links to the second, out of the document, and into a script."""
    canvas = Canvas(str(HERE / "links.pdf"), pagesize=A4, invariant=1)
    canvas.setTitle("Test links")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 740, "To the second page")
    canvas.linkRect("", "second", (72, 735, 250, 755), Border="[0 0 0]")
    canvas.drawString(72, 700, "To somebody else's page")
    canvas.linkURL("https://example.org/elsewhere", (72, 695, 250, 715))
    canvas.drawString(72, 660, "Into a script")
    canvas.linkURL("javascript:document.title='broken into'", (72, 655, 250, 675))
    canvas.showPage()
    canvas.bookmarkPage("second")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 740, "This is the second page.")
    canvas.showPage()
    canvas.save()


def broken():
    """What is left of a PDF after its first line."""
    (HERE / "broken.pdf").write_bytes(b"%PDF-1.7\nThe rest of it never came.\n")


def picture():
    """A picture with edges that show whether it is scaled as it should be."""
    image = Image.new("RGB", (640, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 639, 399), outline="#1d4f6e", width=8)
    draw.polygon([(120, 200), (320, 60), (520, 200)], fill="#1d4f6e")
    draw.rectangle((160, 200, 480, 340), fill="#f4d35e")
    draw.rectangle((290, 240, 350, 340), fill="#1d4f6e")
    draw.text((20, 370), "Doorstep test picture", fill="black")
    image.save(HERE / "door.png", optimize=True)


toolkit()
card()
links()
broken()
picture()
