FROM debian:bookworm-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-lxgw-wenkai texlive-lang-chinese \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
# One document is set here: it shows that all is there, and what doconv compiles at its first start is kept in the image.
RUN python3 -m venv /opt/doconv && /opt/doconv/bin/pip install -q --no-cache-dir "/src[cluster]" \
    && /opt/doconv/bin/doconv render /src/fixtures/speech.txt --pdf --docx -o /tmp/first/ && rm -r /src /tmp/first
ENV PATH=/opt/doconv/bin:$PATH LANG=C.UTF-8
WORKDIR /texts
ENTRYPOINT ["doconv"]
