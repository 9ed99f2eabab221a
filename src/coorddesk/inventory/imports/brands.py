"""Makers of devices by which "Dell Latitude 5420" is told apart on a desk that knows none yet."""

from __future__ import annotations

_NAMES = """
    3com, acer, adobe, advantech, alcatel, alcatel-lucent, allied telesis, amazon, amd, anker, aoc, apc, apple,
    archos, arduino, aruba, asrock, asus, audac, audio-technica, aures, avaya, axis, barco, behringer, belkin,
    benq, blackmagic, boox, bose, brother, bull, canon, casio, celexon, cherry, cisco, cisco meraki, citizen,
    clevo, corsair, creality, crestron, crosscall, crucial, d-link, dahua, danew, datalogic, dell, dell emc,
    dlink, doro, dymo, dynabook, eaton, eizo, elgato, elo, emtec, enttec, epson, ergotron, evolis, extron,
    fairphone, fitbit, fluke, fortinet, fujitsu, fujitsu siemens, garmin, getac, gigabyte, gigaset, google,
    gopro, grandstream, hama, hannspree, harman, hercules, hewlett packard, hewlett packard enterprise,
    hewlett-packard, hikvision, hisense, hitachi, honeywell, honor, hp, hpe, htc, huawei, huion, hyperx, ibm,
    iiyama, ingenico, insta360, intel, jabra, jbl, juniper, jvc, kensington, kingston, kobo, kodak, konftel,
    konica minolta, kramer, kyocera, lacie, lego, legrand, lenovo, lexmark, lg, lg electronics, liebert, linksys,
    logitech, makita, medion, meraki, microsoft, mikrotik, minolta, mitel, mitsubishi, motorola, msi, nec,
    netapp, netgear, newline, nikon, nintendo, nokia, nvidia, oki, olympus, oneplus, oppo, optoma, oracle,
    packard bell, palo alto, panasonic, pentax, philips, pioneer, pitney bowes, plantronics, poly, polycom,
    prestigio, promethean, prusa, qnap, raspberry, raspberry pi, razer, realme, ricoh, riello, rode, roland,
    ruckus, samsung, sandisk, sanyo, seagate, sennheiser, sharp, shure, siemens, smart technologies, snom, sonos,
    sony, sophos, speechi, steelseries, stormshield, sun, sunmi, supermicro, synology, tascam, tcl, teamviewer,
    tecno, terra, thomson, toshiba, tp-link, tplink, transcend, trendnet, trust, ubiquiti, unify, verifone,
    viewsonic, vivitek, vmware, wacom, watchguard, western digital, wiko, wortmann, wyse, xerox, xiaomi, yamaha,
    yealink, zebra, zoom, zotac, zte, zyxel
"""

BRANDS = frozenset(name.strip() for name in _NAMES.split(","))
"""Folded; the longest that a text begins with is its maker, "Konica Minolta" rather than "Konica"."""
