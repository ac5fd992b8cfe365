"""The helper process, ``python -m safehold.charts.worker FONTS SCALE``: reads orders, writes drawings, no more.

An order is its length in bytes, a line end, and JSON with ``spec`` (answered with SVG) or ``svg`` (answered with PNG).
An answer is "drawn" or "refused", a space, its length, a line end, and the drawing or the reason.
"""

import json
import sys

import vl_convert


def main(fonts: str, scale: float) -> None:
    """Draw until the input closes."""
    vl_convert.register_font_directory(fonts)
    # The engine starts here, before the first order arrives.
    vl_convert.vegalite_to_svg({"mark": "point", "data": {"values": []}})
    orders, drawings = sys.stdin.buffer, sys.stdout.buffer
    while size := orders.readline():
        order = json.loads(orders.read(int(size)))
        try:
            if "spec" in order:
                # No address is allowed: a specification carries its own data.
                answer = vl_convert.vegalite_to_svg(order["spec"], allowed_base_urls=[]).encode()
            else:
                answer = vl_convert.svg_to_png(order["svg"], scale=scale)
            outcome = b"drawn"
        except (ValueError, TypeError, KeyError) as refused:
            outcome, answer = b"refused", f"The chart could not be drawn: {refused}".encode()
        drawings.write(b"%s %d\n" % (outcome, len(answer)) + answer)
        drawings.flush()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
