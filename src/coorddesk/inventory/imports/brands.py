"""Makers of devices by which "Dell Latitude 5420" is told apart on a desk that knows none yet; folded."""

from __future__ import annotations

BRANDS = frozenset(
    """
    3com|acer|adobe|advantech|alcatel|alcatel-lucent|amazon|amd|aoc|apc|apple|archos|arduino|aruba|asrock|asus|autodesk
    avaya|axis|barco|belkin|benq|blackmagic|bose|brother|bull|canon|casio|celexon|cherry|cisco|clevo|corsair|crestron
    crucial|dahua|danew|dell|dell emc|d-link|dlink|dymo|dynabook|eaton|eizo|elgato|elo|emtec|enttec|epson|ergotron
    extron|fitbit|fluke|fujitsu|fujitsu siemens|gigabyte|google|gopro|grandstream|hama|hannspree|harman|hercules
    hewlett packard|hewlett-packard|hewlett packard enterprise|hikvision|hisense|hitachi|honeywell|honor|hp|hpe|htc
    huawei|hyperx|ibm|iiyama|ingenico|inspiron|insta360|intel|iris|jabra|jbl|juniper|jvc|kensington|kingston|kodak
    konftel|konica minolta|kyocera|lacie|legrand|lego|lenovo|lexmark|lg|lg electronics|liebert|linksys|logitech|makita
    medion|meraki|microsoft|microsoft surface|mikrotik|minolta|mitel|mitsubishi|motorola|msi|nec|netapp|netgear|newline
    nikon|nintendo|nokia|nvidia|oki|olympus|oneplus|oppo|optoma|oracle|packard bell|palo alto|panasonic|pentax|philips
    pioneer|pitney bowes|plantronics|poly|polycom|prestigio|promethean|qnap|raspberry|raspberry pi|razer|realme|ricoh
    rode|roland|ruckus|samsung|sandisk|sanyo|seagate|sennheiser|sharp|shure|siemens|silex|smart|smart technologies|snom
    sonos|sony|speechi|steelseries|sun|supermicro|synology|tascam|tcl|tecno|terra|thomson|toshiba|tp-link|tplink
    transcend|trendnet|trust|ubiquiti|unify|viewsonic|vivitek|vmware|wacom|western digital|wiko|wyse|xerox|xiaomi
    yamaha|yealink|zebra|zotac|zte|zyxel|zoom
    """.replace("\n", "|")
    .replace("    ", "")
    .strip("|")
    .split("|")
) - {""}
"""Names of several words stand beside their first one."""
